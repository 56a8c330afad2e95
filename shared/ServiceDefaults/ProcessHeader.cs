namespace Platform.ServiceDefaults;

/// <summary>The header by which a process says which one of which installation it is. AppHost and the command line
/// compile this file too: they refer to no library of the services.</summary>
internal static class ProcessHeader
{
    internal const string Name = "Platform-Process";
}
