using System.Text.Json.Serialization;
using Verification.Model.Load;

namespace Verification.Load.Plans;

/// <summary>When requests are sent.</summary>
[JsonConverter(typeof(LoadProfileJsonConverter))]
public abstract record LoadProfile
{
    private protected LoadProfile()
    {
    }

    public abstract LoadModel Model { get; }

    /// <summary>How long it lasts, without the warm-up.</summary>
    public abstract TimeSpan Duration { get; }

    /// <summary>In words: <c>open, 500/s for 30 s</c>.</summary>
    public abstract string Describe();

    /// <summary>A worker's part of it.</summary>
    internal abstract LoadProfile ShareOf(int number, int of);

    /// <summary>What is wrong with it, a sentence each.</summary>
    internal abstract IEnumerable<string> Problems();
}
