using NUnit.Framework;
using Verification.Fixtures.Topologies;

namespace Verification.Tests.Fixtures.Topologies;

/// <summary>Files that are no topology at all.</summary>
public class TopologyFileTests
{
    [TestCase("", "1:1: expected keys and values, found an empty file")]
    [TestCase("# nothing yet\n", "1:1: expected keys and values, found an empty file")]
    [TestCase("---\n...\n", "2:4: expected a topology with its keys, found nothing")]
    [TestCase("hello", "1:1: expected a topology with its keys, found \"hello\"")]
    [TestCase("- a\n- b\n", "1:1: expected a topology with its keys, found [\"a\", \"b\"]")]
    [TestCase("a: [1,\nb: 2\n", "2:1: expected well-formed YAML, found a syntax error; Something before this place is not closed or does not belong here.")]
    [TestCase("a: \"b", "1:4: expected well-formed YAML, found a syntax error; While scanning a quoted scalar, found unexpected end of stream.")]
    [TestCase("a: b\n c: d\n", "2:3: expected well-formed YAML, found a syntax error; While scanning a plain scalar value, found invalid mapping.")]
    [TestCase("a: 1\0b: 2", "1:5: expected printable characters, found the character U+0000; is it a text file in UTF-8?")]
    public void A_text_that_is_no_topology_is_one_error(string yaml, string error) =>
        Guide.AssertErrors(yaml, error);

    [Test]
    public void Half_a_character_is_one_error() =>
        Guide.AssertErrors("a: " + (char)0xD800, "1:4: expected printable characters, found the character U+D800; is it a text file in UTF-8?");

    [TestCase("a: &a [*a]", "1:8 a[0]: expected an alias of an anchor above it, found *a")]
    [TestCase("formatVersion: 2\n---\nb: 2\n", "2:1: expected one document, found a second one; remove the --- and what follows")]
    [TestCase("formatVersion: 2\n? [a, b]\n: c\n", "2:3: expected a key that is a text, found [\"a\", \"b\"]")]
    [TestCase("formatVersion: !!str 2\n", "1:16 formatVersion: expected no tag, found the tag !!str; leave it out; quotes make a text")]
    public void What_YAML_allows_and_a_declaration_does_not_is_reported(string yaml, string error) =>
        Assert.That(Guide.ErrorsOf(yaml), Has.Some.EqualTo("guide.yaml:" + error));

    [Test]
    public void An_alias_of_no_anchor_is_one_error_with_the_anchor_that_was_meant() =>
        Guide.AssertErrors(
            Guide.With("secrets: *secrets", "secrets: *secret"),
            "134:22 clusters[1].services[2].deployment.taskDefinition.secrets: expected an alias of an anchor above it, found *secret; did you mean \"secrets\"?");

    [TestCase('[', ']')]
    [TestCase('{', '}')]
    public void Nesting_without_end_is_an_error_and_no_stack_overflow(char open, char close)
    {
        var yaml = new string(open, 100_000) + new string(close, 100_000);

        Assert.That(Guide.ErrorsOf(yaml), Has.Exactly(1).Contains("Nested deeper than 32 levels."));
    }

    [Test]
    public void Aliases_of_aliases_cannot_grow_without_end()
    {
        var yaml = "formatVersion: 1\nclusters: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 20).Select(level =>
                $"k{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n"));

        Assert.That(Guide.ErrorsOf(yaml), Has.Some.Contains("clusters[9]: expected a cluster with its keys, found \"x\""));
    }

    [Test]
    public void A_file_of_megabytes_is_refused_by_its_size() =>
        Guide.AssertErrors(
            new string('#', 1024 * 1024 + 1),
            " expected at most a million characters, found 1048577 characters");

    [Test]
    public void A_long_value_is_shortened_and_what_a_terminal_would_obey_is_written_out()
    {
        var yaml = Guide.With("name: prod-cluster", "name: \"\\e[31m\\u202e" + new string('x', 500) + "\"");

        var errors = Guide.ErrorsOf(yaml);

        Assert.That(errors, Has.Exactly(1).Items);
        Assert.That(errors[0], Does.Contain("found \"\\u001b[31m\\u202exxx").And.EndsWith("x...\""));
    }

    [Test]
    public void A_file_that_is_not_there_is_named_with_where_it_was_looked_for()
    {
        var path = Path.Combine("topologies", "nowhere.yaml");

        var error = Assert.Throws<TopologyException>(() => TopologyFile.Read(path));

        Assert.That(
            error!.Message,
            Is.EqualTo($"{path}: expected a topology file, found no such file; looked for {Path.GetFullPath(path)}"));
    }

    [Test]
    public void A_folder_is_no_topology_file() =>
        Assert.That(
            Assert.Throws<TopologyException>(() => TopologyFile.Read(Path.GetTempPath()))!.Message,
            Does.Contain("expected a topology file, found a file that cannot be read"));

    [Test]
    public void Bytes_that_are_not_UTF_8_are_reported()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [(byte)'a', (byte)':', (byte)' ', 0xE9]);

            var error = Assert.Throws<TopologyException>(() => TopologyFile.Read(path));

            Assert.That(error!.Message, Is.EqualTo($"{path}: expected a topology file, found bytes that are not UTF-8; save it as UTF-8"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
