using System.Diagnostics;
using Actors.Runtime.Diagnostics;

namespace Actors.Runtime.Due;

/// <summary>Spans that go on with the trace that a row carried.</summary>
internal static class RuntimeActivities
{
    public static Activity? Continue(string name, string trace) =>
        RuntimeMetrics.Activities.StartActivity(name, ActivityKind.Producer, trace.Length == 0 ? null : trace);
}
