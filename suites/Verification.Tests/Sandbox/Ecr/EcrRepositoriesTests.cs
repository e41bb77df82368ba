using Amazon.ECR.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Ecr;

internal sealed class EcrRepositoriesTests
{
    [Test]
    public void A_repository_has_the_uri_and_the_arn_that_AWS_gives_it()
    {
        var ecr = new EcrCaller();

        var repository = ecr.Repositories.CreateRepository(
            new CreateRepositoryRequest
            {
                RepositoryName = "notification-service",
                ImageScanningConfiguration = new ImageScanningConfiguration { ScanOnPush = true },
            },
            ecr.East).Repository;

        Assert.Multiple(() =>
        {
            Assert.That(repository.RepositoryUri, Is.EqualTo("123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service"));
            Assert.That(repository.RepositoryArn, Is.EqualTo("arn:aws:ecr:us-east-1:123456789012:repository/notification-service"));
            Assert.That(repository.ImageScanningConfiguration.ScanOnPush, Is.True);
            Assert.That(repository.ImageTagMutability.Value, Is.EqualTo("MUTABLE"));
        });
    }

    [Test]
    public void A_second_repository_of_the_same_name_is_refused_in_the_same_region_only()
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => ecr.Create("api", ecr.East));

        Assert.That(error.Code, Is.EqualTo("RepositoryAlreadyExistsException"));
        Assert.That(error.Message, Is.EqualTo("The repository with name 'api' already exists in the registry with id '123456789012'"));
        Assert.DoesNotThrow(() => ecr.Create("api", ecr.West));
    }

    [TestCase("a")]
    [TestCase("Upper")]
    [TestCase("double//slash")]
    [TestCase("-leading")]
    [TestCase("line\n")]
    public void A_name_that_is_none_is_refused(string name)
    {
        var ecr = new EcrCaller();

        var error = Assert.Throws<AwsErrorException>(() => ecr.Create(name, ecr.East));

        Assert.That(error.Code, Is.EqualTo("InvalidParameterException"));
        Assert.That(error.Message, Does.StartWith("Invalid parameter at 'repositoryName' failed to satisfy constraint: "));
    }

    [Test]
    public void An_unknown_repository_is_named_in_the_error()
    {
        var ecr = new EcrCaller();
        ecr.Create("known", ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => ecr.Repositories.DescribeRepositories(
            new DescribeRepositoriesRequest { RepositoryNames = ["known", "unknown"] }, ecr.East));

        Assert.That(error.Code, Is.EqualTo("RepositoryNotFoundException"));
        Assert.That(error.Message, Is.EqualTo("The repository with name 'unknown' does not exist in the registry with id '123456789012'"));
    }

    [Test]
    public void Pages_give_each_repository_once_even_when_one_is_deleted_in_between()
    {
        var ecr = new EcrCaller();
        string[] names = ["aa", "bb", "cc", "dd", "ee"];
        foreach (var name in names)
        {
            ecr.Create(name, ecr.East);
        }

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = ecr.Repositories.DescribeRepositories(new DescribeRepositoriesRequest { MaxResults = 2, NextToken = token }, ecr.East);
            seen.AddRange(page.Repositories.Select(repository => repository.RepositoryName));
            ecr.Repositories.DeleteRepository(new DeleteRepositoryRequest { RepositoryName = seen[0] }, seen.Count == 2 ? ecr.East : Other(ecr, seen[0]));
            token = page.NextToken;
        }
        while (token is not null);

        Assert.That(seen, Is.EqualTo(names));
    }

    [Test]
    public void A_token_that_was_never_given_is_refused()
    {
        var ecr = new EcrCaller();

        var error = Assert.Throws<AwsErrorException>(
            () => ecr.Repositories.DescribeRepositories(new DescribeRepositoriesRequest { NextToken = "%%%" }, ecr.East));

        Assert.That(error.Code, Is.EqualTo("InvalidParameterException"));
    }

    [Test]
    public void A_repository_with_images_is_deleted_by_force_only()
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East);
        ecr.Push("api", "one", "v1", ecr.East);

        var error = Assert.Throws<AwsErrorException>(
            () => ecr.Repositories.DeleteRepository(new DeleteRepositoryRequest { RepositoryName = "api" }, ecr.East));
        ecr.Repositories.DeleteRepository(new DeleteRepositoryRequest { RepositoryName = "api", Force = true }, ecr.East);

        Assert.That(error.Code, Is.EqualTo("RepositoryNotEmptyException"));
        Assert.That(ecr.Repositories.DescribeRepositories(new DescribeRepositoriesRequest(), ecr.East).Repositories, Is.Empty);
    }

    // A fresh repository of that name elsewhere, so that the loop deletes something harmless.
    private static RequestContext Other(EcrCaller ecr, string name)
    {
        ecr.Create(name, ecr.West);
        return ecr.West;
    }
}
