"""The AWS CLI, loaded once: aws_host.py SOCKET, by the Python that the CLI itself is written for.

A call of the CLI costs half a second of start before it says a word, and the guide makes some two hundred calls. Here each call is a fork of a
process that has loaded the CLI's own code already, and runs the CLI's own main with the caller's arguments, environment, folder and files.
Two things differ: a sleep passes in sandbox time, and where `--follow` has shown all that there is and would wait, it is stopped as by Ctrl-C.
"""
import array, gc, json, os, signal, socket, sys, threading, time

import awscli.clidriver
import awscli.botocore.loaders as loaders

MODELS = ["ec2", "ecr", "ecs", "elbv2", "iam", "logs", "secretsmanager", "sts"]
INTERRUPTED = 130


def load_models():
    """What is read from the CLI's data files stays read; a fork works on its own copy."""
    known, load = {}, loaders.JSONFileLoader.load_file

    def remember(self, path):
        if path not in known:
            known[path] = load(self, path)
        return known[path]

    loaders.JSONFileLoader.load_file = remember
    loader = awscli.clidriver.create_clidriver().session.get_component("data_loader")
    for name in MODELS:
        loader.load_service_model(name, "service-2")


def sleeper(arguments):
    sleep, speed = time.sleep, float(os.environ["SANDBOX_SPEED"])

    def pass_time(seconds):
        if "--follow" in arguments:
            raise KeyboardInterrupt
        sleep(seconds / speed)

    return pass_time


def end_with(connection):
    """A caller that is gone takes its call with it."""
    connection.recv(1)
    os._exit(INTERRUPTED)


def serve(connection):
    size = array.array("i")
    header, ancillary, _, _ = connection.recvmsg(8, socket.CMSG_SPACE(3 * size.itemsize))
    size.frombytes(ancillary[0][2])
    for number, file in enumerate(size):
        os.dup2(file, number)
    text = b""
    while len(text) < int(header):
        text += connection.recv(int(header) - len(text))
    call = json.loads(text)
    # The CLI says where its data lies when it is loaded.
    data = os.environ["AWS_DATA_PATH"]
    os.environ.clear()
    os.environ.update({"AWS_DATA_PATH": data, **call["environment"]})
    os.chdir(call["folder"])
    sys.argv = ["aws", *call["arguments"]]
    sys.stdin, sys.stdout, sys.stderr = open(0, closefd=False), open(1, "w", closefd=False), open(2, "w", closefd=False)
    time.sleep = sleeper(call["arguments"])
    threading.Thread(target=end_with, args=[connection], daemon=True).start()
    try:
        code = awscli.clidriver.main()
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else 1
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(b"%d" % (code or 0))


def main(path):
    load_models()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(16)
        print("ready", flush=True)
        while True:
            connection, _ = listener.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                listener.close()
                try:
                    serve(connection)
                finally:
                    os._exit(0)
            connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
