#!/usr/bin/env python3
"""Plays the guide's commands against an endpoint: play.py [GUIDE.md]

With the path of the guide's text, the commands are taken from there, word for word; without it, from the scripts beside this one, which
say the same in this project's words. The endpoint is an empty sandbox (`sandbox --seed none`), whose variables are exported.

Each command must end as the guide says. Programs that cannot be led to the sandbox by the environment get a shim: docker (by skopeo; there
may be no daemon), ab (the proxy), sleep (in sandbox time), and aws (loaded once by aws_host.py, where it is written in Python).
"""
import contextlib, os, re, shutil, signal, stat, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 240
SPEED = float(os.environ.get("SANDBOX_SPEED", "60"))
ENDPOINT = os.environ.get("AWS_ENDPOINT_URL") or sys.exit("AWS_ENDPOINT_URL is not set: start `sandbox --seed none` and export what it prints")
ELB = "arn:aws:elasticloadbalancing:us-east-1:123456789012"
PLACEHOLDERS = {
    "<tg-arn>": f"{ELB}:targetgroup/notification-prod-tg/abc123",
    "<green-tg-arn>": f"{ELB}:targetgroup/notification-prod-tg/abc123",
    "<listener-arn>": f"{ELB}:listener/app/prod-alb/xyz789/abc123",
    "<rule-arn>": f"{ELB}:listener-rule/app/prod-alb/xyz789/abc123/rule1",
    "<+artifacts.primary.tag>": "v1.3.0",
}
PROD, ANALYTICS = ["prod-cluster", "us-east-1"], ["analytics-cluster", "us-west-2"]
OWN = ["prelude.sh", "deploy.sh", "revisions.sh", "settled.sh"]

# Script, arguments, folder, exit code (None for any), and what it prints when all is well (one of them, where there are several).
PLAN = [
    ("prelude.sh", [], "", 0, ["analytics-alb-987654321.us-west-2.elb.amazonaws.com"]),
    ("create-ecr-repo.sh", [], "", 0, ["ECR Repository Created: 123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service"]),
    ("build-and-push.sh", ["v1.2.3"], "notification-service", 0, ["Image pushed: 123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service:v1.2.3"]),
    ("create-ecs-clusters.sh", [], "", 0, ["cluster/prod-cluster", "cluster/analytics-cluster"]),
    ("create-iam-roles.sh", [], "", 0, ["role/notification-service-task-role", "IAM roles created successfully"]),
    ("create-task-definitions.sh", [], "", 0, ["notification-service-prod:1", "notification-service-analytics:1"]),
    ("create-ecs-services.sh", [], "", 0, ["service/prod-cluster/notification-service", "service/analytics-cluster/notification-service"]),
    ("settled.sh", [], "", 0, ["settled"]),
    ("pre-demo-setup-checklist.sh", [], "", None, ["repository/notification-service", "Health check passed for prod-cluster", "Health check passed for analytics-cluster"]),
    ("step-1.sh", [], "", 0, ["us-east-1.amazonaws.com/notification-service:latest", "us-west-2.amazonaws.com/notification-service:latest"]),
    ("check_prod_cluster.sh", [], "", 0, ["Service is healthy with 3/3 tasks", "FARGATE_SPOT"]),
    ("check_analytics_cluster.sh", [], "", 0, ["Service is healthy with 2/2 tasks"]),
    ("pre_deploy_health_check.sh", [], "", 0, ["Healthy targets before deployment: 3"]),
    ("pre_deploy_health_check_analytics.sh", [], "", 0, ["Healthy targets before deployment: 2"]),
    ("verify_production.sh", [], "", 1, ["Deployed image tag: latest", "ERROR: Image tag mismatch"]),
    ("step-2.sh", [], "", 0, ["Image pushed: 123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service:v1.3.0", '"v1.3.0"']),
    ("deploy.sh", ["prod", "us-east-1", "v1.3.0"], "", 0, ["deployed"]),
    ("post_deploy_verification.sh", [], "", 0, ["Post-deployment verification passed"]),
    ("deploy.sh", ["analytics", "us-west-2", "v1.3.0"], "", 0, ["deployed"]),
    ("post_deploy_verification_analytics.sh", [], "", 0, ["Post-deployment verification passed"]),
    ("verify_production.sh", [], "", 0, ["Deployed image tag: v1.3.0"]),
    ("verify_analytics.sh", [], "", 0, ["Deployed image tag: v1.3.0"]),
    ("step-5.sh", [], "", 0, ["Health check passed for prod-cluster", "notification-service-prod:2", '"status": "healthy"', "notification-service-analytics:2"]),
    ("health-check.sh", PROD, "", 0, ["Healthy ALB targets: 3", "Health check passed for prod-cluster"]),
    ("health-check.sh", ["prod-cluster", "us-west-2"], "", 254, ["ClusterNotFoundException"]),
    ("test-multi-cluster-deployment.py", [], "", 0, ["Both clusters running same version: v1.3.0", "ALL TESTS PASSED"]),
    ("load-test.sh", ["prod-alb-123456789.us-east-1.elb.amazonaws.com", "3", "10"], "", 0, ["Document Length:        20 bytes", "Failed requests:        0", "Keep-Alive requests:"]),
    ("environment-variables.sh useful-commands.sh", [], "", None, ['"status": "ACTIVE"', "service/prod-cluster/notification-service", '"lastStatus": "RUNNING"', '"State": "healthy"', "ecs/notification-service/"]),
    ("issue-2.sh", [], "", 0, ["notification-service-prod:3", "role/notification-service-execution-role", "role/notification-service-task-role", '"v1.3.0"']),
    ("issue-3.sh", [], "", None, ["ecs/notification-service/", "curl -f http://localhost:8083/health || exit 1", '{"status":"healthy"}']),
    # No AWS CLI can read the last command as the guide has it.
    ("issue-4.sh", [], "", None, ['"State": "healthy"', "path-pattern", ('"Weight": 100', "Error parsing parameter '--actions'")]),
    ("issue-5.sh", [], "", 0, ['"registryId": "123456789012"', '"imageTag": "v1.3.0"']),
    ("step-6.sh", [], "", None, ["Health check passed for prod-cluster", "Health check passed for analytics-cluster", "notification-service-prod:1", "notification-service-analytics:1"]),
    ("rollback.sh", PROD, "", 1, ["ERROR: Previous task definition not found"]),
    ("revisions.sh", [], "", 0, []),
    ("cleanup-task-definitions.sh", ["us-east-1"], "", 0, ["Cleanup complete"]),
    ("cleanup-task-definitions.sh", ["us-east-1"], "", 0, ["No cleanup needed"]),
]
# What has to be there before a script makes sense.
BEFORE = {
    "issue-2.sh": "cp notification-task-def-prod.json task-def.json",
    "issue-5.sh": "aws ecr batch-delete-image --repository-name notification-service --image-ids imageTag=v1.3.0 --region us-west-2",
}
SHIMS = {
    # Command lines before 2.13 do not know AWS_ENDPOINT_URL. What follows a log for ever is stopped after a while.
    "aws": """if [ -S "$PLAY_WORK/aws.socket" ]; then
  exec "$PYTHON" -I -S "$PLAY_HOME/aws_call.py" "$PLAY_WORK/aws.socket" --endpoint-url "$AWS_ENDPOINT_URL" "$@"
fi
case " $* " in *" --follow "*) limit="timeout 8" ;; esac
exec ${limit:-} "$REAL" --endpoint-url "$AWS_ENDPOINT_URL" "$@" """,
    "ab": """exec "$REAL" -X "${AWS_ENDPOINT_URL#http://}" "$@" """,
    "sleep": """exec "$REAL" "$(awk "BEGIN { print $1 / $SANDBOX_SPEED }")" """,
    "docker": """exec python3 "$PLAY_HOME/docker_by_skopeo.py" "$@" """,
}


def extract(guide, folder):
    """Writes every script of the guide into the folder, under the name that the guide gives it."""
    heading, lines = "", open(guide, encoding="utf-8").read().split("\n")
    while lines:
        line = lines.pop(0)
        if match := re.match(r"#+ (.*)|\*\*(Step \d+)", line):
            heading = match[1] or match[2]
        if match := re.match(r"```(bash|python|yaml)$", line):
            end = lines.index("```")
            block, lines = lines[:end], lines[end + 1:]
            if match[1] == "yaml":
                extract_steps(block, folder)
            else:
                write(folder, name_of(block, heading), "\n".join(block))


def name_of(block, heading):
    named = re.match(r"# ([\w-]+\.(?:sh|py))$", block[1] if len(block) > 1 else "")
    slug = re.match(r"(?:Step|Issue) \d+", heading)
    return named[1] if named else re.sub(r"\W+", "-", (slug[0] if slug else heading).lower()).strip("-") + ".sh"


def extract_steps(block, folder):
    """The shell scripts of the pipeline's steps, under the steps' identifiers."""
    identifier = ""
    for i, line in enumerate(block):
        if match := re.match(r"\s+identifier: (\w+)", line):
            identifier = match[1]
        if match := re.match(r"(\s+)script: \|-", line):
            body = []
            for text in block[i + 1:]:
                if text.strip() and len(text) - len(text.lstrip()) <= len(match[1]):
                    break
                body.append(text)
            indent = len(body[0]) - len(body[0].lstrip())
            write(folder, identifier + ".sh", "\n".join(text[indent:] for text in body))


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.rstrip() + "\n")
    os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)


def stage(guide):
    """A folder with the scripts, once at its top and once under scripts/, and what they want to find beside them."""
    work = tempfile.mkdtemp(prefix="guide-")
    scripts = os.path.join(work, "scripts")
    os.makedirs(os.path.join(work, "notification-service"))
    own = [name for name in os.listdir(HERE) if name.endswith((".sh", ".py"))]
    shutil.copytree(HERE, scripts, ignore=lambda _, names: [name for name in names if name not in (own if guide is None else OWN)])
    if guide is not None:
        extract(guide, scripts)
    for name in os.listdir(scripts):
        text = open(os.path.join(scripts, name), encoding="utf-8").read()
        for placeholder, value in PLACEHOLDERS.items():
            text = text.replace(placeholder, value)
        write(scripts, name, text)
        shutil.copy(os.path.join(scripts, name), work)
        shutil.copy(os.path.join(scripts, name), os.path.join(work, "notification-service"))
    write(os.path.join(work, "notification-service"), "Dockerfile", "FROM scratch\nCOPY . /app")
    return work


def any_aws():
    """The first one; what only makes things is the same in every version."""
    return shutil.which("aws") or sys.exit("the AWS CLI is missing")


def newest_aws():
    """The AWS CLI of version 2: `aws logs tail` is new in it."""
    found = [os.path.join(folder, "aws") for folder in os.environ["PATH"].split(":") if os.path.exists(os.path.join(folder, "aws"))]
    is_two = [aws for aws in found if "aws-cli/2" in subprocess.run([aws, "--version"], capture_output=True, text=True).stdout]
    return is_two[0] if is_two else sys.exit("the AWS CLI of version 2 is missing")


@contextlib.contextmanager
def aws_host(work, variables):
    """The AWS CLI of AWS's own package is one binary, which nothing can load: it is started for each call."""
    first_line = open(newest_aws(), "rb").readline(200).decode(errors="replace")
    match = re.match(r"#!(\S*python[\d.]*)\s*$", first_line)
    if match is None:
        yield
        return
    with subprocess.Popen([match[1], os.path.join(HERE, "aws_host.py"), os.path.join(work, "aws.socket")], env=variables, stdout=subprocess.PIPE, text=True) as host:
        try:
            if host.stdout.readline() != "ready\n":
                sys.exit(f"the AWS CLI cannot be loaded by {match[1]}")
            yield
        finally:
            host.kill()


def environment(work):
    bin_folder = os.path.join(work, "bin")
    os.makedirs(bin_folder)
    for name, body in SHIMS.items():
        real = newest_aws() if name == "aws" else shutil.which(name) or ""
        if not real and name != "docker":
            sys.exit(f"{name} is missing")
        write(bin_folder, name, f'#!/bin/bash\nREAL="{real}" PYTHON="{sys.executable}"\n{body}')
    for name in ("skopeo", "jq", "curl"):
        if not shutil.which(name):
            sys.exit(f"{name} is missing")
    return {
        **os.environ, "PATH": bin_folder + ":" + os.environ["PATH"], "PLAY_HOME": HERE, "PLAY_WORK": work, "SANDBOX_SPEED": str(SPEED),
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_PAGER": "", "GITHUB_OUTPUT": os.path.join(work, "github-output"), "PYTHONUNBUFFERED": "1",
    }


def run(command, folder, variables):
    with subprocess.Popen(command, cwd=folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, encoding="utf-8", errors="replace", start_new_session=True) as process:
        try:
            output, _ = process.communicate(timeout=LIMIT)
            return process.returncode, output
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return None, f"{process.communicate()[0]}\nnot ended in {LIMIT} s"


def fill_in_task(work, variables):
    """Whoever reads the guide puts a task's ARN where it says <task-arn>."""
    _, arn = run(["aws", "ecs", "list-tasks", "--cluster", "prod-cluster", "--query", "taskArns[0]", "--output", "text"], work, variables)
    for name in ("issue-3.sh", "useful-commands.sh"):
        text = open(os.path.join(work, name), encoding="utf-8").read()
        write(work, name, text.replace("<task-arn>", arn.strip()))


def play(work, variables):
    failed = 0
    for script, arguments, folder, expected_code, expected in PLAN:
        if "<task-arn>" in open(os.path.join(work, script.split()[-1]), encoding="utf-8").read():
            fill_in_task(work, variables)
        if script in BEFORE:
            run(["bash", "-c", BEFORE[script]], work, variables)
        names = script.split()
        started = time.monotonic()
        command = ["bash", "-c", "; ".join(f". ./{name}" for name in names)] if len(names) > 1 else [f"./{script}", *arguments] if script.endswith(".py") else ["bash", f"./{script}", *arguments]
        # The Python in which old boto3 versions are led to the endpoint; the AWS CLI is written in Python too and must not see it.
        python_path = {"PYTHONPATH": os.path.join(os.path.dirname(HERE), "Python")} if script.endswith(".py") else {}
        code, output = run(command, os.path.join(work, folder), {**variables, **python_path})
        missing = [text for text in expected if not any(each in output for each in (text if isinstance(text, tuple) else [text]))]
        is_well = not missing and code is not None and expected_code in (None, code)
        print(f"{'ok    ' if is_well else 'FAILED'} {' '.join([script, *arguments])} ({time.monotonic() - started:.1f} s)", flush=True)
        if not is_well:
            failed += 1
            print(f"  exit code {code}, expected {expected_code}; not printed: {missing}\n" + "".join(f"  | {line}\n" for line in output.splitlines()), flush=True)
    print(f"{len(PLAN)} commands, {failed} failed")
    return 1 if failed else 0


def main():
    work = stage(sys.argv[1] if len(sys.argv) > 1 else None)
    try:
        variables = environment(work)
        with aws_host(work, variables):
            return play(work, variables)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
