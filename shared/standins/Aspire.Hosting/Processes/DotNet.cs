using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

internal static class DotNet
{
    /// <summary>The dotnet that this process runs on: its runtime is in &lt;root&gt;/shared/Microsoft.NETCore.App/&lt;version&gt;/.</summary>
    internal static string Executable { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")) is var own && File.Exists(own) ? own : "dotnet";
}
