using System.Runtime.InteropServices;

namespace Platform.LocalServers;

/// <summary>The signals used here, by their numbers on Linux.</summary>
public enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

internal static partial class NativeMethods
{
    /// <summary>A negative id means the whole process group.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SendSignal(int processId, int signal);
}
