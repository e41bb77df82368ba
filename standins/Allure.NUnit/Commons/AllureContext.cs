using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Allure.Net.Commons;

/// <summary>Where the flow of execution is: in which containers, set-up, test and steps. Immutable, so that flows that split do not disturb each other.</summary>
public record class AllureContext
{
    public bool HasContainer => !Containers.IsEmpty;

    public int ContainerContextDepth => Containers.Count();

    public bool HasFixture => Fixture is not null;

    public bool HasTest => Test is not null;

    public bool HasStep => !Steps.IsEmpty;

    public int StepContextDepth => Steps.Count();

    internal ImmutableStack<TestResultContainer> Containers { get; init; } = [];

    internal FixtureResult? Fixture { get; init; }

    internal TestResult? Test { get; init; }

    internal ImmutableStack<StepResult> Steps { get; init; } = [];

    internal TestResultContainer CurrentContainer => HasContainer ? Containers.Peek() : throw None("container");

    internal FixtureResult CurrentFixture => Fixture ?? throw None("fixture");

    internal TestResult CurrentTest => Test ?? throw None("test");

    internal StepResult CurrentStep => HasStep ? Steps.Peek() : throw None("step");

    /// <summary>What a new step or attachment belongs to.</summary>
    internal ExecutableItem CurrentItem => HasStep ? Steps.Peek() : Fixture ?? (ExecutableItem?)Test ?? throw None("fixture, test or step");

    /// <summary>The text of <see cref="object.ToString"/>: names, not whole results.</summary>
    protected virtual bool PrintMembers(StringBuilder stringBuilder)
    {
        ArgumentNullException.ThrowIfNull(stringBuilder);
        stringBuilder.Append(
            CultureInfo.InvariantCulture,
            $"containers [{string.Join(", ", Containers)}], fixture {Fixture?.name ?? "none"}, test {Test?.name ?? "none"}, steps [{string.Join(", ", Steps.Select(step => step.name))}]");
        return true;
    }

    private static InvalidOperationException None(string what) => new($"no {what} context is active");
}
