using Spectre.Console;
using Verification.Fixtures.Collectors;

namespace Verification.Rehearsal.Output;

/// <summary>Shows what has been read while the rest is still being read: on a terminal as it comes, elsewhere in <see cref="ProgressLines"/>.</summary>
internal static class LiveProgress
{
    public static Task<T> RunAsync<T>(Screen screen, TimeProvider time, Func<IProgress<CollectorProgress>?, Task<T>> work) => screen.IsTerminal
        ? screen.Console.Status().StartAsync("starting", context => work(new Shown(context, time)))
        : work(ProgressLines.Now());

    // Progress<T> would post to a context; this tells at once, in order.
    private sealed class Shown(StatusContext context, TimeProvider time) : IProgress<CollectorProgress>
    {
        private readonly long _begin = time.GetTimestamp();
        private readonly Lock _lock = new();
        private readonly List<string> _read = [];

        public void Report(CollectorProgress value)
        {
            lock (_lock)
            {
                if (!value.IsStart)
                {
                    _read.Add($"{value.What} {value.State}");
                }

                context.Status(Markup.Escape(value.IsStart ? value.State
                    : value.Clusters > ProgressLines.Few ? ProgressLines.Estimate(value, time.GetElapsedTime(_begin))
                    : string.Join(", ", _read)));
            }
        }
    }
}
