using System.Runtime.InteropServices;

namespace Platform.LocalServers;

internal static partial class NativeMethods
{
    /// <summary>A negative id means the whole process group.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SendSignal(int processId, int signal);
}
