using NUnit.Framework;

// Fixtures run at the same time: each has a sandbox of its own on a free port, and folders of its own. Within a fixture, which is one instance,
// tests run one after the other. What changes the process (its environment) is marked NonParallelizable and runs alone.
[assembly: Parallelizable(ParallelScope.Fixtures)]
// More than the cores of a small machine: most fixtures wait, for a tool that they started or for a sandbox's clock.
[assembly: LevelOfParallelism(6)]
