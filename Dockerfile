# The sandbox as a container: docker build -t verification-sandbox:1.0 . && docker run --rm -p 127.0.0.1:4566:4566 verification-sandbox:1.0 --seed guide
# It needs no token, and a tag: LocalStack's module for Testcontainers takes an image without one, or tagged latest, for one that does.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish rehearsal --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
EXPOSE 4566
USER $APP_UID

# On every address of the container; -p 127.0.0.1:4566:4566 keeps others away from it.
ENTRYPOINT ["dotnet", "Verification.Rehearsal.dll", "sandbox", "--listen", "0.0.0.0"]
CMD ["--seed", "none"]
