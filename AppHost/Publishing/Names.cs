namespace Platform.AppHost.Publishing;

/// <summary>What the written files call each other by.</summary>
internal static class Names
{
    internal const string Platform = "retention-platform";

    /// <summary>The Secret, filled from secrets.env.</summary>
    internal const string Secrets = "platform-secrets";

    /// <summary>The ConfigMap that all services get as variables, filled from settings.env.</summary>
    internal const string Settings = "platform-settings";

    /// <summary>The ConfigMap with what creates the databases.</summary>
    internal const string Databases = "postgres-databases";

    internal const string SecretsFile = "secrets.env";
    internal const string SettingsFile = "settings.env";
    internal const string DatabasesFile = "databases.sql";

    /// <summary>Where PostgreSQL's image looks for what to run at its first start.</summary>
    internal const string DatabasesPath = "/docker-entrypoint-initdb.d";

    /// <summary>Of the key in secrets.env that holds the connection string of an outside server.</summary>
    internal static string Connection(Variable variable) =>
        variable.Name.Replace("ConnectionStrings__", "CONNECTION_", StringComparison.Ordinal).ToUpperInvariant();
}
