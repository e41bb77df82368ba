using NUnit.Framework;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Expressions;

namespace Verification.Tests.Fixtures.Pipelines.Expressions;

public sealed class ResolverTests
{
    private static readonly Scope Scope = new Scope { StageIdentifier = "here", Secret = name => name == "token" ? "s3cret" : null }
        .With("pipeline.name", "Small")
        .With("env.name", "prod")
        .With("pipeline.variables.prod_tag", "v9")
        .With("pipeline.variables.a", Parse("<+pipeline.variables.b>!"))
        .With("pipeline.variables.b", Parse("x<+pipeline.name>"))
        .With("pipeline.variables.round", Parse("<+pipeline.variables.trip>"))
        .With("pipeline.variables.trip", Parse("<+pipeline.variables.round>"))
        .With("pipeline.stages.here.spec.execution.steps.one.output.outputVariables.out", "42")
        .With("pipeline.stages.here.spec.execution.steps.two.output.outputVariables.out", new ScopeEntry.Later("step two"));

    [TestCase("no expression", "no expression")]
    [TestCase("<+pipeline.name> and < + >", "Small and < + >")]
    [TestCase("<+ pipeline.name >", "Small")]
    [TestCase("<+pipeline.variables.a>", "xSmall!")]
    [TestCase("<+pipeline.variables.<+env.name>_tag>", "v9")]
    [TestCase("<+steps.one.output.outputVariables.out>", "42")]
    [TestCase("<+execution.steps.one.output.outputVariables.out>", "42")]
    [TestCase("<+stage.spec.execution.steps.one.output.outputVariables.out>", "42")]
    [TestCase("<+pipeline.stages.here.spec.execution.steps.one.output.outputVariables.out>", "42")]
    public void Expressions_are_replaced_by_what_they_name(string text, string expected)
    {
        var resolved = Resolver.Resolve(Parse(text), Scope);

        Assert.That((resolved.Text, resolved.IsKnown), Is.EqualTo((expected, true)), () => string.Join('\n', resolved.Errors));
    }

    [Test]
    public void A_secret_is_given_and_remembered_as_one()
    {
        var resolved = Resolver.Resolve(Parse("Bearer <+secrets.getValue(\"token\")>"), Scope);

        Assert.That(resolved.Text, Is.EqualTo("Bearer s3cret"));
        Assert.That(resolved.Secrets, Is.EqualTo(["s3cret"]));
    }

    [TestCase("<+pipeline.nane>", "did you mean <+pipeline.name>?")]
    [TestCase("<+secrets.getValue(\"tokem\")>", "VERIFICATION_SECRET_TOKEM")]
    [TestCase("<+pipeline.variables.round>", "the circle pipeline.variables.round -> pipeline.variables.trip -> pipeline.variables.round")]
    [TestCase("<+pipeline.name.toLowerCase()>", "only names joined by dots")]
    [TestCase("<+nowhere.<+env.name>>", "<+nowhere.<+env.name>>")]
    public void What_is_not_known_is_an_error_that_helps(string text, string hint)
    {
        var resolved = Resolver.Resolve(Parse(text), Scope);

        Assert.That(resolved.Errors, Has.Length.EqualTo(1));
        Assert.That(resolved.Errors[0].ToString(), Does.Contain(hint));
    }

    [Test]
    public void An_error_names_the_line_of_the_script_that_it_stands_in()
    {
        var resolved = Resolver.Resolve(Template.Parse("first\nsecond <+nope>\n", new TextPlace("f.yaml", 10, 5, "a.b"), out _), Scope);

        Assert.That(resolved.Errors.Single().ToString(), Does.StartWith("f.yaml:11:1 a.b: "));
    }

    [Test]
    public void The_output_of_a_step_that_has_not_run_is_known_later()
    {
        var resolved = Resolver.Resolve(Parse("<+steps.two.output.outputVariables.out>"), Scope);

        Assert.That((resolved.IsKnown, resolved.Errors.Length, resolved.Later.Length), Is.EqualTo((false, 0, 1)));
    }

    [Test]
    public void An_expression_without_its_end_is_told_with_its_line()
    {
        Template.Parse("a\nb <+pipeline.name", new TextPlace("f.yaml", 3, 1, ""), out var error);

        Assert.That(error!.ToString(), Does.StartWith("f.yaml:4:1").And.Contain("close the expression"));
    }

    private static Template Parse(string text) => Template.Parse(text, TextPlace.Nowhere("test"), out _);
}
