#!/usr/bin/env python3
"""Applies the guide's scripts to moto: moto.py

moto gives no identifiers that one asks for (_custom_id_), and the scripts name theirs. Its aws stands before the AWS CLI here: it remembers
which identifier moto gave for which, and says moto's in every later command. The image is put there as a manifest: moto is no registry.
"""
import json, os, re, shutil, subprocess, sys

import play

SCRIPTS = ["prelude.sh", "create-ecr-repo.sh", "put-image.sh", "create-ecs-clusters.sh", "create-iam-roles.sh", "create-task-definitions.sh", "create-ecs-services.sh"]
MANIFEST = json.dumps({
    "schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
    "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 2, "digest": "sha256:" + "a" * 64}, "layers": []})
# What a command makes: where its answer names it, and what the scripts call it.
MADE = {
    "create-vpc": (["Vpc", "VpcId"], lambda id, _: id),
    "create-subnet": (["Subnet", "SubnetId"], lambda id, _: id),
    "create-security-group": (["GroupId"], lambda id, _: id),
    "create-load-balancer": (["LoadBalancers", 0, "LoadBalancerArn"], lambda id, arn: f"{arn.rsplit('/', 1)[0]}/{id}"),
    "create-target-group": (["TargetGroups", 0, "TargetGroupArn"], lambda id, arn: f"{arn.rsplit('/', 1)[0]}/{id}"),
    "create-listener": (["Listeners", 0, "ListenerArn"], None),
    "create-rule": (["Rules", 0, "RuleArn"], None),
}


def aws(memory, real, arguments):
    """One command, with moto's identifiers in the place of the scripts'."""
    known = json.load(open(memory)) if os.path.exists(memory) else {}
    said = list(arguments)
    for name in sorted(known, key=len, reverse=True):
        said = [re.sub(re.escape(name) + r"(?![\w/-])", known[name], text) for text in said]
    made = next((MADE[text] for text in arguments if text in MADE), None)
    asked = re.search(r"_custom_id_,Value=([^,}\]\s]+)", " ".join(arguments))
    result = subprocess.run([real, "--endpoint-url", os.environ["AWS_ENDPOINT_URL"], *said], stdout=subprocess.PIPE, text=True)
    print(result.stdout, end="")
    if made and asked and result.returncode == 0:
        answer = json.loads(result.stdout)
        for step in made[0]:
            answer = answer[step]
        if made[1]:
            known[made[1](asked[1], answer)] = answer
        elif "--load-balancer-arn" in arguments:
            of = arguments[arguments.index("--load-balancer-arn") + 1]
            known[of.replace(":loadbalancer/", ":listener/") + "/" + asked[1]] = answer
        else:
            of = arguments[arguments.index("--listener-arn") + 1]
            known[of.replace(":listener/", ":listener-rule/") + "/" + asked[1]] = answer
        json.dump(known, open(memory, "w"))
    return result.returncode


def main():
    work = play.stage(None)
    try:
        return apply(work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def apply(work):
    shims = os.path.join(work, "bin")
    os.makedirs(shims)
    real = play.any_aws()
    play.write(shims, "aws", f'#!/bin/bash\nexec "{sys.executable}" "{os.path.abspath(__file__)}" --aws "{work}/identifiers.json" "{real}" "$@"')
    variables = {**os.environ, "PATH": f"{shims}:{os.environ['PATH']}", "AWS_DEFAULT_REGION": "us-east-1", "AWS_PAGER": ""}
    play.write(work, "put-image.sh", "set -e\n" + "\n".join(
        f"aws ecr put-image --repository-name notification-service --region us-east-1 --image-tag {tag} --image-manifest '{MANIFEST}'" for tag in ("v1.2.3", "latest")))
    failed = 0
    for script in SCRIPTS:
        code, output = play.run(["bash", f"./{script}"], work, variables)
        print(f"{'ok    ' if code == 0 else 'FAILED'} {script}", flush=True)
        if code != 0:
            failed += 1
            print("".join(f"  | {line}\n" for line in output.splitlines()[-12:]), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(aws(sys.argv[2], sys.argv[3], sys.argv[4:]) if sys.argv[1:2] == ["--aws"] else main())
