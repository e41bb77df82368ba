using Amazon.ECS;
using Verification.Tests.Wire;

namespace Verification.Tests.Standins;

internal static class Clients
{
    public static AmazonECSClient Ecs(WireServer server, string region = "us-east-1", int retries = 2) =>
        new("id", "secret", new AmazonECSConfig { ServiceURL = server.Url, AuthenticationRegion = region, MaxErrorRetry = retries });
}
