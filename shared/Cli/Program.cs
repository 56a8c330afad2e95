using System.Globalization;
using Platform.Cli;

// What is printed reads the same on every machine, so that scripts can rely on it.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return await CommandLine.RunAsync(args);
