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
