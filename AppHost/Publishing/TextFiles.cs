namespace Platform.AppHost.Publishing;

/// <summary>What an operator fills in, and what creates the databases.</summary>
internal static class TextFiles
{
    internal static string Settings(IEnumerable<Workload> ours)
    {
        var settings = ours.SelectMany(w => w.Settings).DistinctBy(v => v.Name, StringComparer.Ordinal);
        return "# Settings of all services, two underlines for a colon. shared/docs says which there are.\n"
            + string.Concat(settings.Select(v => $"{v.Name}={v.Value.With(Forbidden)}\n"))
            + "# Who signs people in (OpenID Connect). Without an authority nobody can; API keys work all the same.\n"
            + "Authentication__Authority=\n"
            + "Authentication__Audience=\n"
            + "Authentication__RoleClaim=role\n"
            + "# The workspace's client at the same provider; shared/docs/workspace.md says what it needs.\n"
            + "SignIn__Authority=\n"
            + "SignIn__ClientId=\n"
            + "# What stands before gateway and workspace and is believed about who calls (X-Forwarded-For):\n"
            + "# Proxies__Networks__0=10.0.0.0/8\n";

        static string Forbidden(string secret) =>
            throw new NotSupportedException($"{secret} is a secret and no setting.");
    }

    internal static string Databases(IEnumerable<Workload> servers) =>
        string.Concat(servers.SelectMany(w => w.Databases).Select(name => $"create database \"{name}\";\n"));

    internal static string Secrets(IEnumerable<Workload> workloads) =>
        "# Copy to secrets.env and fill in: letters and digits only, since some stand in addresses.\n"
        + "# INTERNAL_TOKEN_KEY has 64 of them; the others 24 or more. openssl rand -hex 32 makes one.\n"
        + Empty(workloads.SelectMany(w => w.Secrets));

    internal static string OutsideSecrets(IReadOnlyList<Workload> ours)
    {
        var connections = ours.SelectMany(w => w.Variables)
            .Where(v => v.IsConnection)
            .DistinctBy(v => v.Name, StringComparer.Ordinal)
            .ToList();
        var others = ours.SelectMany(w => w.Variables).Where(v => !v.IsConnection).SelectMany(v => v.Value.Secrets);
        return "# Copy to secrets.env and fill in.\n"
            + "# INTERNAL_TOKEN_KEY has 64 letters and digits: openssl rand -hex 32 makes one.\n"
            + Empty(others)
            + "# Each as it would be for the platform's own servers; put host, user, password and options of yours.\n"
            + string.Concat(connections.Select(v => $"{Names.Connection(v)}={v.Value.With(_ => "PASSWORD")}\n"));
    }

    private static string Empty(IEnumerable<string> secrets) =>
        string.Concat(
            secrets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(secret => $"{secret}=\n")
        );
}
