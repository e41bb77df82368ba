"""Leads boto3 versions that do not know AWS_ENDPOINT_URL (before 1.28) to the endpoint, without a change to the script that uses them."""
import os

import boto3.session

_client = boto3.session.Session.client


def client(self, *args, **kwargs):
    kwargs.setdefault("endpoint_url", os.environ["AWS_ENDPOINT_URL"])
    return _client(self, *args, **kwargs)


boto3.session.Session.client = client
