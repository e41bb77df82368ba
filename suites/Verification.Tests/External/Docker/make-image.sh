#!/usr/bin/env bash
# Makes the sandbox's image where no image can be pulled: FROM scratch, of this machine's .NET, of the libraries that it loads, and of the published sandbox.
#   make-image.sh PUBLISHED IMAGE      PUBLISHED is the output of: dotnet publish rehearsal
set -euo pipefail
published=$1 image=$2
root=$(dirname "$(readlink -f "$(command -v dotnet)")")
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT

mkdir -p "$context/dotnet/shared" "$context/app" "$context/tmp" "$context/etc"
cp "$root/dotnet" "$context/dotnet/"
cp -r "$root/host" "$context/dotnet/"
for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
  cp -r "$root/shared/$framework" "$context/dotnet/shared/"
done
cp -r "$published/." "$context/app/"

# What the host and the runtime's own libraries are linked to; OpenSSL they open themselves.
openssl=$(ldconfig -p | awk '/lib(ssl|crypto)\.so\.3 / { print $NF }' | sort -u)
{
  echo "$openssl"
  find "$root/dotnet" "$root/host" "$root/shared/Microsoft.NETCore.App" $openssl \( -type f -o -type l \) \( -name dotnet -o -name '*.so*' \) -exec ldd {} \; 2>/dev/null || true
} | grep -o '/[^ ]*' | grep -v "^$root" | sort -u | while read -r library; do
  mkdir -p "$context$(dirname "$library")"
  cp -L "$library" "$context$library"
done

cat > "$context/Dockerfile" <<'DOCKERFILE'
FROM scratch
COPY . /
ENV DOTNET_ROOT=/dotnet DOTNET_RUNNING_IN_CONTAINER=true TMPDIR=/tmp HOME=/tmp
WORKDIR /app
EXPOSE 4566
ENTRYPOINT ["/dotnet/dotnet", "/app/Verification.Rehearsal.dll", "sandbox", "--listen", "0.0.0.0"]
CMD ["--seed", "none"]
DOCKERFILE
DOCKER_BUILDKIT=0 docker build --quiet --tag "$image" "$context"
