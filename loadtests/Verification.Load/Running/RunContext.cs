using Verification.Load.Measuring;
using Verification.Load.Plans;
using Verification.Load.Sending;

namespace Verification.Load.Running;

/// <summary>What the models of one run share.</summary>
internal sealed record RunContext(LoadPlan Plan, Mix Mix, RunClock Clock, Recorder Recorder, Ending Ending, Func<ISender> NewSender, TimeProvider Time);
