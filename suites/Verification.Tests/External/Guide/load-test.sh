#!/bin/bash
# 8.2 Keep-alive load on /health: endpoint, seconds, connections.
ab -t "${2:-60}" -c "${3:-10}" -k "http://$1/health"
