using System.Diagnostics;
using Npgsql;

namespace Platform.LocalServers;

/// <summary>PostgreSQL, never as root: a caller that is root runs it as the system user of its package.</summary>
public sealed class PostgresServer(string directory) : LocalServer("postgres", directory)
{
    // As Aspire names it.
    private const string User = "postgres";
    private const string SystemUser = "postgres";

    private string _data = "";

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>A program of the newest installed PostgreSQL, such as pg_dump.</summary>
    /// <exception cref="LocalServerException">It is not installed; the text names the package.</exception>
    public static string Program(string name) => Installed.PostgresProgram(name);

    /// <summary>For Npgsql, of the maintenance database.</summary>
    public override string ConnectionString => ConnectionStringFor("postgres");

    /// <summary>For Npgsql, of another database on this server.</summary>
    public string ConnectionStringFor(string database) =>
        FormattableString.Invariant(
            $"Host=127.0.0.1;Port={Port};Username={User};Password={Password};Database={database}"
        );

    /// <summary>Creates a database unless it exists.</summary>
    public async Task CreateDatabaseAsync(string database, CancellationToken ct = default)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false");
        await using var exists = source.CreateCommand("select 1 from pg_database where datname = $1");
        exists.Parameters.AddWithValue(database);
        if (await exists.ExecuteScalarAsync(ct) is not null)
            return;
        // An identifier cannot be a parameter; quoted it is any name.
        await using var create = source.CreateCommand(
            $"create database \"{database.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        );
        await create.ExecuteNonQueryAsync(ct);
    }

    // "fast": open transactions are rolled back and clients are cut off; SIGTERM would wait for them for ever.
    protected override Signal StopSignal => Signal.Interrupt;

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        var home = await HomeAsync(ct);
        _data = Path.Combine(home, "data");
        if (!await SucceedsAsync("test", ["-d", _data], ct))
            await InitialiseAsync(home, ct);
    }

    protected override Launch Launch() =>
        new(
            Installed.PostgresProgram("postgres"),
            [
                "-D",
                _data,
                "-p",
                FormattableString.Invariant($"{Port}"),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                $"unix_socket_directories={_data}",
                "-c",
                "max_connections=400",
                "-c",
                "shared_buffers=512MB",
                "-c",
                "max_wal_size=1GB",
                "-c",
                "fsync=on",
                "-c",
                "password_encryption=scram-sha-256",
            ]
        )
        {
            User = IsRoot ? SystemUser : null,
            WorkingDirectory = "/",
            OrphanSignal = Signal.Interrupt,
        };

    protected override async Task ProbeAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=5");
        await connection.OpenAsync(ct);
    }

    /// <summary>Creates the cluster beside its final place and moves it there: an interrupted start leaves no half-made
    /// one.</summary>
    private async Task InitialiseAsync(string home, CancellationToken ct)
    {
        var draft = Path.Combine(home, "data.new");
        var passwordFile = Path.Combine(home, "password.new");
        await RunAsync("rm", ["-rf", draft, passwordFile], ct);
        Secret.WritePrivate(passwordFile, Password);
        if (IsRoot)
            await RunAsync("chown", [SystemUser, passwordFile], ct, asSystemUser: false);
        await RunAsync(
            Installed.PostgresProgram("initdb"),
            [
                "-D",
                draft,
                "-U",
                User,
                "--pwfile",
                passwordFile,
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ],
            ct
        );
        await RunAsync("rm", ["-f", passwordFile], ct);
        await RunAsync("mv", [draft, Path.Combine(home, "data")], ct);
    }

    /// <summary>
    /// The server's directory; for root a place that the system user may enter and owns. A checkout below /root is
    /// closed to others: then one in /var/tmp, whose name is noted in the server's directory, so that both are found or
    /// forgotten together.
    /// </summary>
    private async Task<string> HomeAsync(CancellationToken ct)
    {
        if (!IsRoot)
            return Directory;
        var home = await SucceedsAsync("test", ["-x", Directory], ct)
            ? Path.Combine(Directory, "cluster")
            : "/var/tmp/platform-postgres-" + Secret.KeptIn(Path.Combine(Directory, "elsewhere"));
        await RunAsync("install", ["-d", "-o", SystemUser, "-m", "700", home], ct, asSystemUser: false);
        return home;
    }

    private async Task RunAsync(string program, string[] arguments, CancellationToken ct, bool asSystemUser = true)
    {
        var (code, output) = await TryAsync(program, arguments, asSystemUser, ct);
        if (code != 0)
            throw new LocalServerException(
                $"'{program} {string.Join(' ', arguments)}' failed with exit code {code}: {output}"
            );
    }

    private static async Task<bool> SucceedsAsync(string program, string[] arguments, CancellationToken ct) =>
        (await TryAsync(program, arguments, asSystemUser: true, ct)).Code == 0;

    private static async Task<(int Code, string Output)> TryAsync(
        string program,
        string[] arguments,
        bool asSystemUser,
        CancellationToken ct
    )
    {
        string[] command =
            IsRoot && asSystemUser
                ?
                [
                    "setpriv",
                    "--reuid",
                    SystemUser,
                    "--regid",
                    SystemUser,
                    "--init-groups",
                    "--",
                    program,
                    .. arguments,
                ]
                : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, ((await errors) + (await output)).Trim());
    }
}
