using Amazon.SecretsManager.Model;
using Microsoft.Extensions.Time.Testing;
using Verification.Sandbox.Account;
using Verification.Sandbox.Secrets;

namespace Verification.Tests.Sandbox.Secrets;

/// <summary>An account with Secrets Manager in it.</summary>
internal sealed class SecretsCaller
{
    public AwsAccount Account { get; } = new(new SandboxClock(new FakeTimeProvider(), 0), 1);

    public SecretWrites Writes { get; } = new();

    public SecretReads Reads { get; } = new();

    public RequestContext East => new(Account.Region("us-east-1"), "request");

    public RequestContext West => new(Account.Region("us-west-2"), "request");

    public CreateSecretResponse Create(string name, string? value = "value", string? token = null, string? description = null, params Tag[] tags) => Writes.CreateSecret(
        new CreateSecretRequest { Name = name, SecretString = value, ClientRequestToken = token, Description = description, Tags = [.. tags] }, East);

    public PutSecretValueResponse Put(string id, string value, string? token = null, params string[] stages) => Writes.PutSecretValue(
        new PutSecretValueRequest { SecretId = id, SecretString = value, ClientRequestToken = token, VersionStages = stages.Length == 0 ? null : [.. stages] }, East);

    public GetSecretValueResponse Get(string id, string? stage = null, string? version = null) =>
        Reads.GetSecretValue(new GetSecretValueRequest { SecretId = id, VersionStage = stage, VersionId = version }, East);

    public DeleteSecretResponse Delete(string id, long? days = null, bool? force = null) =>
        Writes.DeleteSecret(new DeleteSecretRequest { SecretId = id, RecoveryWindowInDays = days, ForceDeleteWithoutRecovery = force }, East);

    public List<string> Names(ListSecretsRequest request) => Reads.ListSecrets(request, East).SecretList.ConvertAll(secret => secret.Name);
}
