using Verification.Rehearsal.Commands;

return await CommandLine.RunAsync(args, CancellationToken.None);
