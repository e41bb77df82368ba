using Spectre.Console;
using Verification.Fixtures.Collectors;

namespace Verification.Rehearsal.Output;

/// <summary>Shows what has been read while the rest is still being read, on a terminal; elsewhere only how a start goes on that takes long, on standard error.</summary>
internal static class LiveProgress
{
    public static Task<T> RunAsync<T>(Screen screen, Func<IProgress<CollectorProgress>?, Task<T>> work) => screen.IsTerminal
        ? screen.Console.Status().StartAsync("starting", context => work(new Shown(context)))
        : work(StartLines.Instance);

    // Progress<T> would post to a context; this tells at once, in order.
    private sealed class Shown(StatusContext context) : IProgress<CollectorProgress>
    {
        private readonly Lock _lock = new();
        private readonly List<string> _read = [];

        public void Report(CollectorProgress value)
        {
            lock (_lock)
            {
                if (value.IsStart)
                {
                    context.Status(Markup.Escape(value.State));
                    return;
                }

                _read.Add($"{value.What} {value.State}");
                context.Status(Markup.Escape(string.Join(", ", _read)));
            }
        }
    }
}
