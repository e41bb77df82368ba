namespace Amazon.Runtime;

/// <summary>
/// The services' published endpoint rules; the first that matches holds. The rules' errors for a partition without FIPS or dual stack
/// are left out: every partition that Core knows has both.
/// </summary>
internal static class EndpointRules
{
    private const string Gov = "aws-us-gov";

    public static readonly EndpointRule[] ApplicationAutoScaling =
        [new("https://application-autoscaling.{Region}.amazonaws.com", Fips: true, Partition: Gov), .. Regional("application-autoscaling")];

    public static readonly EndpointRule[] Ecs = Regional("ecs");

    public static readonly EndpointRule[] ElasticLoadBalancing =
        [new("https://elasticloadbalancing.{Region}.amazonaws.com", Fips: true, Partition: Gov), .. Regional("elasticloadbalancing")];

    public static readonly EndpointRule[] CloudWatchLogs =
        [new("https://logs.{Region}.amazonaws.com", Fips: true, Partition: Gov), .. Regional("logs")];

    public static readonly EndpointRule[] Ecr =
    [
        new("https://api.ecr.{Region}.{PartitionResult#dnsSuffix}"),
        new("https://ecr.{Region}.{PartitionResult#dualStackDnsSuffix}", DualStack: true),
        new("https://api.ecr-fips.{Region}.{PartitionResult#dnsSuffix}", Fips: true),
        new("https://ecr-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", Fips: true, DualStack: true),
    ];

    public static readonly EndpointRule[] SecretsManager =
    [
        new("https://secretsmanager.{Region}.amazonaws.com", DualStack: true, Partition: "aws"),
        new("https://secretsmanager.{Region}.amazonaws.com", DualStack: true, Partition: Gov),
        new("https://secretsmanager.{Region}.amazonaws.com.cn", DualStack: true, Partition: "aws-cn"),
        new("https://secretsmanager-fips.{Region}.amazonaws.com", Fips: true, DualStack: true, Partition: "aws"),
        new("https://secretsmanager-fips.{Region}.amazonaws.com", Fips: true, DualStack: true, Partition: Gov),
        .. Regional("secretsmanager"),
    ];

    /// <summary>IAM is one for a whole partition, and so is the region that its requests are signed for.</summary>
    public static readonly EndpointRule[] Iam =
    [
        new("https://iam.global.api.aws", DualStack: true, Partition: "aws", SigningRegion: "us-east-1"),
        new("https://iam-fips.global.api.aws", Fips: true, DualStack: true, Partition: "aws", SigningRegion: "us-east-1"),
        new("https://iam.global.api.amazonwebservices.com.cn", DualStack: true, Partition: "aws-cn", SigningRegion: "cn-north-1"),
        new("https://iam.cn-north-1.amazonaws.com.cn", Partition: "aws-cn", SigningRegion: "cn-north-1"),
        new("https://iam.us-gov.api.aws", DualStack: true, Partition: Gov, SigningRegion: "us-gov-west-1"),
        new("https://iam.us-gov.api.aws", Fips: true, DualStack: true, Partition: Gov, SigningRegion: "us-gov-west-1"),
        new("https://iam.us-gov.amazonaws.com", Partition: Gov, SigningRegion: "us-gov-west-1"),
        new("https://iam.us-gov.amazonaws.com", Fips: true, Partition: Gov, SigningRegion: "us-gov-west-1"),
        new("https://iam.us-iso-east-1.c2s.ic.gov", Partition: "aws-iso", SigningRegion: "us-iso-east-1"),
        new("https://iam-fips.us-iso-east-1.c2s.ic.gov", Fips: true, Partition: "aws-iso", SigningRegion: "us-iso-east-1"),
        new("https://iam.us-isob-east-1.sc2s.sgov.gov", Partition: "aws-iso-b", SigningRegion: "us-isob-east-1"),
        new("https://iam-fips.us-isob-east-1.sc2s.sgov.gov", Fips: true, Partition: "aws-iso-b", SigningRegion: "us-isob-east-1"),
        new("https://iam.eu-isoe-west-1.cloud.adc-e.uk", Partition: "aws-iso-e", SigningRegion: "eu-isoe-west-1"),
        new("https://iam.us-isof-south-1.csp.hci.ic.gov", Partition: "aws-iso-f", SigningRegion: "us-isof-south-1"),
        new("https://iam.eusc-de-east-1.amazonaws.eu", Partition: "aws-eusc", SigningRegion: "eusc-de-east-1"),
        new("https://iam-fips.{PartitionResult#dualStackDnsSuffix}", Fips: true, DualStack: true, SigningRegion: "{PartitionResult#implicitGlobalRegion}"),
        new("https://iam-fips.{PartitionResult#dnsSuffix}", Fips: true, SigningRegion: "{PartitionResult#implicitGlobalRegion}"),
        new("https://iam.{PartitionResult#dualStackDnsSuffix}", DualStack: true, SigningRegion: "{PartitionResult#implicitGlobalRegion}"),
        new("https://iam.{PartitionResult#dnsSuffix}", SigningRegion: "{PartitionResult#implicitGlobalRegion}"),
    ];

    private static EndpointRule[] Regional(string prefix) =>
    [
        new($$"""https://{{prefix}}.{Region}.{PartitionResult#dnsSuffix}"""),
        new($$"""https://{{prefix}}.{Region}.{PartitionResult#dualStackDnsSuffix}""", DualStack: true),
        new($$"""https://{{prefix}}-fips.{Region}.{PartitionResult#dnsSuffix}""", Fips: true),
        new($$"""https://{{prefix}}-fips.{Region}.{PartitionResult#dualStackDnsSuffix}""", Fips: true, DualStack: true),
    ];
}
