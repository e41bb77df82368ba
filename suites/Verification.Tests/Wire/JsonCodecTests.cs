using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.CloudWatchLogs.Model;
using Amazon.ECR.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime.Documents;
using Amazon.SecretsManager.Model;
using CsCheck;
using NUnit.Framework;
using Verification.Wire;

namespace Verification.Tests.Wire;

internal sealed class JsonCodecTests
{
    [Test]
    public void Ecs_names_start_lower_case_and_only_what_is_set_is_written()
    {
        var request = new CreateServiceRequest
        {
            ServiceName = "a", EnableECSManagedTags = true, LaunchType = LaunchType.FARGATE, DesiredCount = 3, LoadBalancers = [],
            CapacityProviderStrategy = [new() { CapacityProvider = "FARGATE_SPOT", Weight = 1 }],
        };

        Assert.That(Write(request, AwsServices.Ecs), Is.EqualTo(
            """{"capacityProviderStrategy":[{"capacityProvider":"FARGATE_SPOT","weight":1}],"desiredCount":3,"enableECSManagedTags":true,"launchType":"FARGATE","loadBalancers":[],"serviceName":"a"}"""));
    }

    [Test]
    public void Ecr_tags_are_the_exception_to_lower_case()
    {
        var request = new CreateRepositoryRequest { RepositoryName = "a", Tags = [new() { Key = "k", Value = "v" }] };

        Assert.That(Write(request, AwsServices.Ecr), Is.EqualTo("""{"repositoryName":"a","tags":[{"Key":"k","Value":"v"}]}"""));
    }

    [Test]
    public void Secrets_have_upper_case_names_and_times_in_seconds()
    {
        var answer = new DescribeSecretResponse { ARN = "arn", Name = "n", CreatedDate = DateTime.UnixEpoch.AddMilliseconds(1_700_000_000_250) };

        Assert.That(Write(answer, AwsServices.SecretsManager), Is.EqualTo("""{"ARN":"arn","CreatedDate":1700000000.25,"Name":"n"}"""));
    }

    [Test]
    public void Log_times_are_milliseconds()
    {
        var answer = Read<GetLogEventsResponse>("""{"events":[{"timestamp":1700000000250,"message":"m"}]}""", AwsServices.CloudWatchLogs);

        Assert.That(answer.Events.Single().Timestamp, Is.EqualTo(DateTime.UnixEpoch.AddMilliseconds(1_700_000_000_250)));
        Assert.That(answer.Events.Single().Timestamp!.Value.Kind, Is.EqualTo(DateTimeKind.Utc));
        Assert.That(Write(answer, AwsServices.CloudWatchLogs), Is.EqualTo("""{"events":[{"message":"m","timestamp":1700000000250}]}"""));
    }

    [Test]
    public void A_time_may_also_be_a_text()
    {
        var service = Read<Service>("""{"createdAt":"2023-11-14T22:13:20.25+00:00"}""", AwsServices.Ecs);

        Assert.That(service.CreatedAt, Is.EqualTo(DateTime.UnixEpoch.AddMilliseconds(1_700_000_000_250)));
    }

    [Test]
    public void A_constant_that_is_not_known_is_kept()
    {
        var request = Read<CreateServiceRequest>("""{"launchType":"MOON"}""", AwsServices.Ecs);

        Assert.That(request.LaunchType.Value, Is.EqualTo("MOON"));
    }

    [Test]
    public void A_document_is_any_json()
    {
        const string Json = """{"hookDetails":{"a":[1,2.5,true,null,"x",{"b":{}}],"c":9007199254740993}}""";

        var hook = Read<DeploymentLifecycleHook>(Json, AwsServices.Ecs);

        Assert.That(hook.HookDetails.AsDictionary()["a"].AsList()[3].IsNull(), Is.True);
        Assert.That(Write(hook, AwsServices.Ecs), Is.EqualTo(Json));
    }

    [Test]
    public void A_document_that_nobody_set_is_not_written()
    {
        Assert.That(Write(new DeploymentLifecycleHook { RoleArn = "r" }, AwsServices.Ecs), Is.EqualTo("""{"roleArn":"r"}"""));
        Assert.That(new DeploymentLifecycleHook().HookDetails, Is.EqualTo(default(Document)));
    }

    [Test]
    public void Unknown_members_nulls_and_names_in_another_case_are_passed_over()
    {
        var request = Read<UpdateServiceRequest>("""{"new":{"deep":[{}]},"Service":"upper","service":"a","desiredCount":null,"cluster":"c"}""", AwsServices.Ecs);

        Assert.That((request.Service, request.Cluster, request.DesiredCount), Is.EqualTo(("a", "c", (int?)null)));
    }

    [TestCase("""{"desiredCount":"2"}""", "desiredCount: expected an integer of 32 bits, found the string \"2\"")]
    [TestCase("""{"desiredCount":2.5}""", "desiredCount: expected an integer of 32 bits, found 2.5")]
    [TestCase("""{"desiredCount":3000000000}""", "desiredCount: expected an integer of 32 bits, found 3000000000")]
    [TestCase("""{"serviceName":1}""", "serviceName: expected a string, found 1")]
    [TestCase("""{"launchType":{}}""", "launchType: expected a string, found an object")]
    [TestCase("""{"enableExecuteCommand":"true"}""", "enableExecuteCommand: expected true or false, found the string \"true\"")]
    [TestCase("""{"loadBalancers":{}}""", "loadBalancers: expected a list, found an object")]
    [TestCase("""{"loadBalancers":[{},{"containerPort":[]}]}""", "loadBalancers[1].containerPort: expected an integer of 32 bits, found an array")]
    [TestCase("""{"loadBalancers":[null]}""", "loadBalancers[0]: expected a structure, found null")]
    [TestCase("""{"networkConfiguration":{"awsvpcConfiguration":"x"}}""", "networkConfiguration.awsvpcConfiguration: expected a structure, found the string \"x\"")]
    [TestCase("[]", "the whole message: expected a JSON object, found an array")]
    [TestCase("nonsense", "the whole message: expected JSON, found at byte 0: 'nonsense' is an invalid JSON literal.")]
    [TestCase("""{"serviceName":"a"} x""", "the whole message: expected JSON, found at byte 20: 'x' is invalid after a single JSON value.")]
    [TestCase("""{"loadBalancers":[{""", "loadBalancers[0]: expected JSON, found at byte 19: Expected depth to be zero at the end of the JSON payload.")]
    public void What_is_wrong_is_said_with_its_place(string json, string expected)
    {
        var error = Assert.Throws<WireFormatException>(() => Read<CreateServiceRequest>(json, AwsServices.Ecs))!;

        Assert.That(error.Message, Does.StartWith(expected));
    }

    [Test]
    public void A_text_that_is_no_unicode_is_an_error_of_format()
    {
        Assert.Throws<WireFormatException>(() => JsonCodec.Read([.. "{\"serviceName\":\""u8, 0xff, .. "\"}"u8], typeof(CreateServiceRequest), AwsServices.Ecs));
        Assert.Throws<WireFormatException>(() => Read<CreateServiceRequest>("""{"serviceName":"\ud800"}""", AwsServices.Ecs));
    }

    [Test]
    public void A_nesting_without_end_is_an_error_of_format()
    {
        var deep = $$"""{"hookDetails":{{new string('[', 10_000)}}""";

        Assert.Throws<WireFormatException>(() => Read<DeploymentLifecycleHook>(deep, AwsServices.Ecs));
    }

    [Test]
    public void A_long_wrong_value_is_not_repeated_in_full()
    {
        var error = Assert.Throws<WireFormatException>(() => Read<CreateServiceRequest>($$"""{"desiredCount":"{{new string('x', 1_000_000)}}"}""", AwsServices.Ecs))!;

        Assert.That(error.Message, Has.Length.LessThan(400));
    }

    [Test]
    public void An_error_has_a_type_and_a_message()
    {
        Assert.That(Encoding.UTF8.GetString(JsonCodec.WriteError("ClientException", "say \"no\"")), Is.EqualTo(
            """{"__type":"ClientException","message":"say \u0022no\u0022"}"""));
        Assert.That(JsonCodec.ReadError(JsonCodec.WriteError("ClientException", "say \"no\"")), Is.EqualTo(new WireError("ClientException", "say \"no\"")));
    }

    [TestCase("""{"code":"A","Message":"B"}""", "A", "B")]
    [TestCase("""{"__type":1,"message":null}""", null, null)]
    [TestCase("[]", null, null)]
    [TestCase("", null, null)]
    [TestCase("<html>", null, null)]
    public void An_error_is_read_as_far_as_it_is_one(string json, string? code, string? message) =>
        Assert.That(JsonCodec.ReadError(Encoding.UTF8.GetBytes(json)), Is.EqualTo(new WireError(code, message)));

    [Test]
    public void Every_text_comes_back_as_it_was() => Gen.String.Sample(text =>
    {
        // Half a surrogate pair is no text; a writer of UTF-8 replaces it.
        var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var back = Read<Service>(Write(new Service { ServiceName = valid }, AwsServices.Ecs), AwsServices.Ecs);
        return back.ServiceName == valid;
    });

    [Test]
    public void Every_time_comes_back_to_the_millisecond() => Gen.DateTime.Sample(time =>
    {
        var utc = DateTime.SpecifyKind(time, DateTimeKind.Utc);
        var back = Read<Service>(Write(new Service { CreatedAt = utc }, AwsServices.Ecs), AwsServices.Ecs).CreatedAt!.Value;
        return (back - utc).Duration() <= TimeSpan.FromMilliseconds(1);
    });

    [TestCase("1e300")]
    [TestCase("-1e300")]
    [TestCase("253402300800")]
    [TestCase("-62135596801")]
    public void A_time_beyond_the_calendar_is_an_error_of_format(string number)
    {
        var error = Assert.Throws<WireFormatException>(() => Read<Service>($$"""{"createdAt":{{number}}}""", AwsServices.Ecs))!;

        Assert.That(error.Message, Is.EqualTo($"createdAt: expected a time, found {number}"));
    }

    [Test]
    public void Every_number_comes_back_as_it_was_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Gen.Double.Where(double.IsFinite).Select(Gen.Long).Sample((share, version) =>
            {
                var linear = Read<LinearConfiguration>(Write(new LinearConfiguration { StepPercent = share }, AwsServices.Ecs), AwsServices.Ecs);
                var task = Read<Amazon.ECS.Model.Task>(Write(new Amazon.ECS.Model.Task { Version = version }, AwsServices.Ecs), AwsServices.Ecs);
                return linear.StepPercent == share && task.Version == version;
            });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static T Read<T>(string json, ServiceDescription service) => (T)JsonCodec.Read(Encoding.UTF8.GetBytes(json), typeof(T), service);

    private static string Write(object value, ServiceDescription service)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            JsonCodec.Write(writer, value, service);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
