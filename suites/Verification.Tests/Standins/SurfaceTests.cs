using System.Reflection;
using Amazon.ApplicationAutoScaling;
using Amazon.EC2;
using Amazon.ECR;
using Amazon.ECS;
using Amazon.ElasticLoadBalancingV2;
using Amazon.IdentityManagement;
using Amazon.SecretsManager;
using Amazon.SecurityToken;
using NUnit.Framework;

namespace Verification.Tests.Standins;

/// <summary>
/// The stand-ins offer what their surface files say, no more and no less. Built with OfficialPackages the same test says that the official
/// packages offer at least that, and so that the files are right.
/// </summary>
internal sealed class SurfaceTests
{
    private const int LongestList = 40;

    // Amazon.CloudWatchLogs has a Type of its own in the official package: it is not imported.
    private static readonly Assembly[] Assemblies =
    [
        typeof(Amazon.CloudWatchLogs.IAmazonCloudWatchLogs).Assembly, typeof(IAmazonECR).Assembly, typeof(IAmazonECS).Assembly, typeof(IAmazonElasticLoadBalancingV2).Assembly,
        typeof(IAmazonIdentityManagementService).Assembly, typeof(IAmazonSecretsManager).Assembly, typeof(IAmazonApplicationAutoScaling).Assembly,
    ];

    private static readonly TestCaseData[] Files = [.. SurfaceFile.All().Select(f => new TestCaseData(f).SetArgDisplayNames(f.Namespace))];

    private static bool Official => typeof(IAmazonECS).Assembly.GetName().Name != "Amazon.Standins";

    [Test]
    public void There_is_a_surface_file_for_every_stand_in() => Assert.That(Files, Has.Length.EqualTo(Assemblies.Length));

    [TestCaseSource(nameof(Files))]
    public void What_the_surface_file_says_is_what_is_offered(SurfaceFile file)
    {
        var offered = Offered(t => t.Namespace == file.Namespace || t.Namespace == file.Namespace + ".Model");

        Assert.That(Difference(file.Lines, offered), Is.Empty);
    }

    [Test]
    public void No_type_is_offered_outside_the_services()
    {
        string[] known = [.. SurfaceFile.All().SelectMany(f => (string[])[f.Namespace, f.Namespace + ".Model"])];

        var strangers = Assemblies.Distinct().SelectMany(a => a.GetExportedTypes()).Where(t => !known.Contains(t.Namespace)).Select(t => t.FullName);

        // The official packages have their endpoints, marshallers and so on besides.
        Assert.That(Official ? [] : strangers, Is.Empty);
    }

    [Test]
    public void What_follows_from_a_surface_file_s_lines_is_how_the_official_packages_are_made()
    {
        var ec2 = new SurfaceFile("""
            interface Amazon.EC2.IAmazonEC2 : IAmazonService, IDisposable
              Task<DescribeVpcsResponse> DescribeVpcsAsync(DescribeVpcsRequest request, CancellationToken cancellationToken = default)  // throws nothing
            interface Amazon.EC2.Model.IEC2PaginatorFactory
              IDescribeVpcsPaginator DescribeVpcs(DescribeVpcsRequest request)
            interface Amazon.EC2.Model.IDescribeVpcsPaginator : IPaginatedEnumerable<DescribeVpcsResponse> Responses; IPaginatedEnumerable<Vpc> Vpcs
            class Vpc
              List<Tag> Tags
              bool? IsDefault
              VpcState State
            class CreateSubnetRequest : AmazonEC2Request
              string VpcId!
            enum Amazon.EC2.VpcState : ConstantClass  Available="available", Pending="pending"
            """.Split('\n'));
        var sts = new SurfaceFile("""
            interface Amazon.SecurityToken.IAmazonSecurityTokenService : IAmazonService, IDisposable
            interface Amazon.SecurityToken.Model.INonePaginatorFactory
            class ExpiredTokenException : AmazonSecurityTokenServiceException   // wire code ExpiredTokenException
            """.Split('\n'));

        Assert.That(ec2.Lines, Has.Count.GreaterThan(50));
        Assert.That(ec2.Lines.Except(Lines(Named(typeof(AmazonEC2Client).Assembly, ec2.Lines))), Is.Empty);

        // The client of STS has interfaces of its own; its exceptions are like everybody's.
        string[] exceptions = [.. sts.Lines.Where(l => l.Contains("Exception", StringComparison.Ordinal))];
        Assert.That(exceptions, Has.Length.EqualTo(14));
        Assert.That(exceptions.Except(Lines(Named(typeof(AmazonSecurityTokenServiceClient).Assembly, exceptions))), Is.Empty);
    }

    [Test]
    public void A_double_of_a_client_has_to_implement_nothing_but_its_members()
    {
        var doubles = new List<IAmazonECS> { DispatchProxy.Create<IAmazonECS, ClientDouble>() };

        Assert.That(doubles.Single().Paginators, Is.Null);
    }

    private static IEnumerable<string> Offered(Func<Type, bool> of) => Lines(Assemblies.Distinct().SelectMany(a => a.GetExportedTypes()).Where(of));

    private static IEnumerable<string> Lines(IEnumerable<Type> types) => types.SelectMany(SurfaceRenderer.Lines);

    private static IEnumerable<Type> Named(Assembly assembly, IEnumerable<string> lines) =>
        lines.Where(l => !l.Contains(':', StringComparison.Ordinal) || l.Contains(" : ", StringComparison.Ordinal)).Select(l => assembly.GetType(l.Split(' ')[1])).OfType<Type>();

    private static string Difference(IEnumerable<string> said, IEnumerable<string> offered)
    {
        var (expected, actual) = (said.ToHashSet(StringComparer.Ordinal), offered.ToHashSet(StringComparer.Ordinal));
        var lines = expected.Except(actual).Select(l => $"- {l}").ToList();
        if (!Official)
        {
            lines.AddRange(actual.Except(expected).Select(l => $"+ {l}"));
        }

        lines.Sort((a, b) => string.CompareOrdinal(a[2..], b[2..]));
        return lines.Count == 0 ? "" : $"- said but not offered, + offered but not said:\n{string.Join('\n', lines.Take(LongestList))}\n({lines.Count} lines differ)";
    }
}
