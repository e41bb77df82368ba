using System.Text.RegularExpressions;

namespace Verification.Tests.Standins;

/// <summary>
/// One of <c>standins/Amazon/Surface/*.txt</c>, spelt out: one line a public type and one a public member, in the words of <see cref="SurfaceRenderer"/>.
/// What the official packages have for every client, enum and exception follows from the file's lines and is not written there.
/// </summary>
internal sealed partial class SurfaceFile
{
    private readonly List<string> _lines = [];
    private readonly List<(string Name, string Parameters)> _operations = [];

    public SurfaceFile(IEnumerable<string> lines)
    {
        var owner = "";
        foreach (var line in lines.Select(l => Comment().Replace(l, "")).Where(l => l.Length > 0))
        {
            owner = line.StartsWith("  ", StringComparison.Ordinal) ? Member(owner, line[2..]) : Type(line);
        }

        Client();
    }

    public string Namespace { get; private set; } = "";

    public string Interface { get; private set; } = "";

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The names of the operations.</summary>
    public IEnumerable<string> Operations => _operations.Select(o => o.Name);

    private string Model => Namespace + ".Model.";

    private string Stem => Interface[1..];

    private string PaginatorFactory { get; set; } = "";

    public static IEnumerable<SurfaceFile> All() => Directory.GetFiles(Folder(), "*.txt").Order(StringComparer.Ordinal).Select(f => new SurfaceFile(File.ReadLines(f)));

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Verification.sln")))
            {
                return Path.Combine(folder.FullName, "standins", "Amazon", "Surface");
            }
        }

        throw new DirectoryNotFoundException($"expected the repository's root, with Verification.sln, above {AppContext.BaseDirectory}");
    }

    /// <returns>The type's full name, which the lines of its members begin with.</returns>
    private string Type(string line)
    {
        var (kind, name, rest) = (line.Split(' ')[0], line.Split(' ')[1], line.Split(' ', 3)[^1]);
        switch (kind)
        {
            case "interface" when name.EndsWith("Paginator", StringComparison.Ordinal):
                _lines.Add($"interface {name}");
                _lines.AddRange(rest[2..].Split("; ").Select(p => $"{name}: {p} {{ get; }}"));
                return name;
            case "interface":
                _lines.Add($"interface {name}{(rest == name ? "" : $" {rest}")}");
                (Namespace, Interface) = Namespace.Length > 0 ? (Namespace, Interface) : (name[..name.LastIndexOf('.')], name[(name.LastIndexOf('.') + 1)..]);
                PaginatorFactory = name.EndsWith("Factory", StringComparison.Ordinal) ? name[(name.LastIndexOf('.') + 1)..] : PaginatorFactory;
                return name;
            case "class":
                _lines.Add($"class {Model}{(rest == name ? name : $"{name} {rest}")}");
                Constructors(Model + name, rest.EndsWith($": {Stem}Exception", StringComparison.Ordinal) ? ExceptionParameters : [""]);
                return Model + name;
            default:
                Enumeration(name, rest);
                return name;
        }
    }

    private string Member(string owner, string line)
    {
        if (line.EndsWith(')'))
        {
            _lines.Add($"{owner}: {line}");
            if (Operation().Match(line) is { Success: true } operation)
            {
                _operations.Add((operation.Groups[1].Value, line));
            }
        }
        else
        {
            _lines.Add($"{owner}: {line.TrimEnd('!')} {{ get; set; }}{(line.EndsWith('!') ? " required" : "")}");
        }

        return owner;
    }

    private void Enumeration(string name, string rest)
    {
        var type = name[(name.LastIndexOf('.') + 1)..];
        _lines.Add($"class {name} : ConstantClass");
        _lines.AddRange(EnumValue().Matches(rest).Select(v => $"{name}: static readonly {type} {v.Groups[1].Value} = \"{v.Groups[2].Value}\""));
        Constructors(name, "string value");
        _lines.Add($"{name}: static {type} FindValue(string value)");
        _lines.Add($"{name}: static implicit operator {type}(string value)");
    }

    private void Client()
    {
        var (client, config) = ($"{Namespace}.{Stem}Client", $"{Namespace}.{Stem}Config");
        var factory = Model + PaginatorFactory[1..];
        string[] shared = [$"{PaginatorFactory} Paginators {{ get; }}", "Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request)"];
        _lines.AddRange(shared.Select(m => $"{Namespace}.{Interface}: {m}"));
        _lines.Add($"class {client} : AmazonServiceClient, {Interface}");
        _lines.AddRange(shared.Select(m => $"{client}: {m}"));
        _lines.AddRange(_operations.Select(o => $"{client}: virtual {o.Parameters}"));
        _lines.Add($"{client}: protected override IServiceMetadata ServiceMetadata {{ get; }}");
        _lines.Add($"{client}: protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)");
        string[] credentials = ["", "AWSCredentials credentials, ", "string awsAccessKeyId, string awsSecretAccessKey, ", "string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, "];
        Constructors(client, [.. credentials.SelectMany(c => (string[])[c.TrimEnd(',', ' '), $"{c}RegionEndpoint region", $"{c}{Stem}Config {(c.Length > 0 ? "clientConfig" : "config")}"])]);

        _lines.Add($"class {config} : ClientConfig");
        Constructors(config, "");
        _lines.Add($"{config}: static string ServiceId {{ get; }}");
        _lines.AddRange(((string[])["RegionEndpointServiceName", "ServiceVersion", "UserAgent"]).Select(p => $"{config}: override string {p} {{ get; }}"));
        _lines.Add($"{config}: override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)");

        _lines.Add($"class {Namespace}.{Stem}Request : AmazonWebServiceRequest");
        Constructors($"{Namespace}.{Stem}Request", "");
        _lines.Add($"class {Namespace}.{Stem}Exception : AmazonServiceException");
        Constructors($"{Namespace}.{Stem}Exception", ExceptionParameters);

        _lines.Add($"class {factory} : {PaginatorFactory}");
        _lines.AddRange(_lines.Where(l => l.StartsWith($"{Model}{PaginatorFactory}: ", StringComparison.Ordinal)).Select(l => $"{factory}: {l.Split(": ", 2)[1]}").ToList());
    }

    private static readonly string[] ExceptionParameters =
    [
        "", "string message", "string message, Exception innerException", "Exception innerException",
        "string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode",
        "string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode",
    ];

    private void Constructors(string type, params string[] parameters) => _lines.AddRange(parameters.Select(p => $"{type}: new({p})"));

    [GeneratedRegex(@"\s+// (throws|wire code) .*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^Task<\w+> (\w+)Async\(")]
    private static partial Regex Operation();

    [GeneratedRegex(@"(\w+)=""([^""]*)""")]
    private static partial Regex EnumValue();
}
