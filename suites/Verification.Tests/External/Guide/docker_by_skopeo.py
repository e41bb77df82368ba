#!/usr/bin/env python3
"""As much of docker as the guide uses (build, tag, login, push), by skopeo and without a daemon. An image is an OCI layout with one layer."""
import gzip, hashlib, io, json, os, shutil, subprocess, sys, tarfile

IMAGES = os.path.join(os.environ["PLAY_WORK"], "images")
AUTH = os.path.join(os.environ["PLAY_WORK"], "auth.json")


def layout(reference):
    return os.path.join(IMAGES, reference.replace("/", "_").replace(":", "_"))


def blob(folder, data, media_type):
    digest = hashlib.sha256(data).hexdigest()
    with open(os.path.join(folder, "blobs", "sha256", digest), "wb") as file:
        file.write(data)
    return {"mediaType": media_type, "digest": "sha256:" + digest, "size": len(data)}


def build(reference):
    folder = layout(reference)
    os.makedirs(os.path.join(folder, "blobs", "sha256"))
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        text = f"FROM scratch\n{reference}\n".encode()
        entry = tarfile.TarInfo("app/version")
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
    layer = blob(folder, gzip.compress(tar.getvalue(), mtime=0), "application/vnd.oci.image.layer.v1.tar+gzip")
    diff = "sha256:" + hashlib.sha256(tar.getvalue()).hexdigest()
    config = blob(folder, json.dumps({"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": [diff]}}).encode(), "application/vnd.oci.image.config.v1+json")
    manifest = blob(folder, json.dumps({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": config, "layers": [layer]}).encode(), "application/vnd.oci.image.manifest.v1+json")
    for name, content in (("index.json", {"schemaVersion": 2, "manifests": [manifest]}), ("oci-layout", {"imageLayoutVersion": "1.0.0"})):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(content, file)


def main(verb, *arguments):
    if verb == "build":
        build(arguments[arguments.index("-t") + 1])
    elif verb == "tag":
        shutil.rmtree(layout(arguments[1]), ignore_errors=True)
        shutil.copytree(layout(arguments[0]), layout(arguments[1]))
    elif verb == "login":
        host = arguments[-1].split("/")[0]
        return subprocess.run(["skopeo", "login", "--tls-verify=false", "--authfile", AUTH, *arguments[:-1], host]).returncode
    elif verb == "push":
        return subprocess.run(["skopeo", "--insecure-policy", "copy", "--dest-tls-verify=false", "--authfile", AUTH, "oci:" + layout(arguments[0]), "docker://" + arguments[0]]).returncode
    else:
        sys.exit(f"docker {verb} is not played here")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
