namespace Verification.Tests.Reports.Evidence;

/// <summary>Secrets as they stand in what services, AWS and pipelines say, each with the part of it that must be nowhere.</summary>
internal static class PlantedSecrets
{
    public static IReadOnlyList<object[]> All { get; } =
    [
        ["AKIAIOSFODNN7EXAMPLE", "AKIA"],
        ["ASIAIOSFODNN7EXAMPLE", "ASIA"],
        ["aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalr"],
        ["https://x/?X-Amz-Signature=0123456789abcdef&a=b", "0123456789abcdef"],
        ["https://x/?X-Amz-Credential=ADIK%2F20260101%2Fus-east-1&a=b", "ADIK%2F"],
        ["X-Amz-Security-Token: IQoJb3JpZ2luX2VjEXAMPLE", "IQoJ"],
        ["Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/ecs/aws4_request, Signature=abc", "Signature=abc"],
        ["Authorization: Bearer abc.def-123456", "abc.def"],
        ["authorization: basic dXNlcjpwYXNzd29yZA==", "dXNlcjpw"],
        ["Cookie: session=5f2b9c1d; theme=dark", "5f2b9c1d"],
        ["Set-Cookie: sid=77aa88bb; HttpOnly", "77aa88bb"],
        ["x-api-key: pat.abcdefghij0123.0123456789abcdee.0123456789abcdee", "0123456789abcdee"],
        ["sat.abcdefghij0123.1123456789abcdef.1123456789abcdef", "1123456789abcdef"],
        ["LOCALSTACK: ls-AbCdEf01-1234-5678-9abc-def012345678 given", "AbCdEf01"],
        ["LOCALSTACK=ls-ABCD1234-EF56-7890-GHIJ-KLMNOPQR1234", "ls-ABCD1234"],
        ["ghp_abcdefghijklmnopqrstuvwxyz012345", "ghp_abc"],
        ["github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz", "github_pat_11"],
        ["glpat-abcdefghijklmnopqrst", "glpat-abc"],
        ["xoxb-123456789012-abcdef", "xoxb-1234"],
        ["xapp-1-A0123456789-abcdef", "xapp-1-A"],
        ["post to https://hooks.slack.com/services/T000/B000/XXXXXXXX now", "T000/B000"],
        ["https://acme.webhook.office.com/webhookb2/aa11bb22@cc33/IncomingWebhook/dd44", "aa11bb22"],
        ["https://discord.com/api/webhooks/998877/ee55ff66", "ee55ff66"],
        ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N", "dozjgNry"],
        ["postgres://app:hunter22@db:5432/x", "hunter22"],
        ["{\"password\":\"hunter23\"}", "hunter23"],
        ["{\"client_secret\": \"hunter24\"}", "hunter24"],
        ["DB_PASSWORD=hunter25", "hunter25"],
        ["export API_KEY='hunter26'", "hunter26"],
        ["-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----", "MIIEow"],
        ["-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC\n-----END OPENSSH PRIVATE KEY-----", "b3BlbnNzaC"],
        ["//registry.npmjs.org/:_authToken=npm_abcdefghijklmnopqrstuvwxyz0123456789", "npm_abcdef"],
        ["pypi-AgEIcHlwaS5vcmcCJGFiY2RlZmdo", "pypi-AgEI"],
        ["dckr_pat_abcdefghijklmnopqrst", "dckr_pat_abc"],
        ["{\"auths\":{\"r\":{\"auth\":\"dXNlcjpodW50ZXIyNw==\"}}}", "dXNlcjpodW"],
        ["AIzaSyA0123456789abcdefghijklmnopqrstuv", "AIzaSy"],
        ["sk_live_abcdefghijklmnop0123", "sk_live_abc"],
        ["SG.abcdefghijklmnopqrst.uvwxyz0123456789abcdef", "SG.abcdef"],
        ["hvs.CAESIabcdefghijklmnopqrstuv", "hvs.CAESI"],
        ["DefaultEndpointsProtocol=https;AccountKey=Zm9vYmFyYmF6cXV4Zm9v==;EndpointSuffix=x", "Zm9vYmFy"],
        ["https://x.blob.core.windows.net/y?sv=2024&sig=q1w2e3r4t5", "q1w2e3r4t5"],
    ];

    /// <summary>All of them in one text, a line each.</summary>
    public static string Text { get; } = string.Join('\n', All.Select(one => one[0]));

    /// <summary>Which of them a text has.</summary>
    public static IEnumerable<string> In(string text) => All.Select(one => (string)one[1]).Where(secret => text.Contains(secret, StringComparison.Ordinal));
}
