"""One call of the AWS CLI that aws_host.py has loaded: aws_call.py SOCKET ARGUMENTS"""
import array, json, os, socket, sys

with socket.socket(socket.AF_UNIX) as host:
    host.connect(sys.argv[1])
    call = json.dumps({"arguments": sys.argv[2:], "environment": dict(os.environ), "folder": os.getcwd()}).encode()
    host.sendmsg([b"%08d" % len(call)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, 1, 2]))])
    host.sendall(call)
    code = host.recv(8)
# A call that died has no exit code to send.
os._exit(int(code or b"255"))
