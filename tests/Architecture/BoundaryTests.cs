using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

public sealed partial class BoundaryTests
{
    [Fact]
    public void No_service_refers_to_another_services_project()
    {
        var offenders =
            from project in Repository.Files("services", "*.csproj").Concat(Repository.Files("gateway", "*.csproj"))
            from Match reference in ProjectReference().Matches(Repository.Read(project))
            where !reference.Groups["path"].Value.Contains("shared/", StringComparison.Ordinal)
            select $"{project} → {reference.Groups["path"].Value}";

        offenders.ShouldBeEmpty("ask over gRPC, or keep a copy fed by events");
    }

    [Fact]
    public void Shared_refers_to_no_service()
    {
        var offenders =
            from project in Repository.Files("shared", "*.csproj")
            where Repository.Read(project).Contains("services/", StringComparison.Ordinal)
            select project;

        offenders.ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_kit_publishes()
    {
        var offenders =
            from file in Repository.Files("services", "*.cs").Concat(Repository.Files("gateway", "*.cs"))
            where Publisher().IsMatch(Repository.Read(file))
            select file;

        offenders.ShouldBeEmpty("put the event into the outbox: work.EnqueueAsync(...)");
    }

    [Fact]
    public void Only_the_kit_binds_parameters()
    {
        var offenders =
            from file in Repository.Files("services", "*.cs").Concat(Repository.Files("gateway", "*.cs"))
            where DirectDapper().IsMatch(Repository.Read(file))
            select file;

        offenders.ShouldBeEmpty(
            "the kit refuses parameters that differ only by case: ask a Database or a UnitOfWork, and "
                + "put parameters of several parts together with ParameterNames.Together"
        );
    }

    [Fact]
    public void Migrations_are_dated_and_numbered()
    {
        var offenders = Repository
            .Files("services", "*.sql")
            .Concat(Repository.Files("gateway", "*.sql"))
            .Where(path =>
                path.Contains("/Migrations/", StringComparison.Ordinal)
                && !MigrationName().IsMatch(Path.GetFileName(path))
            );

        offenders.ShouldBeEmpty("name it yyyy-MM-dd_nn_what.sql: files are applied in the order of their names");
    }

    [Fact]
    public void The_program_of_a_service_is_a_table_of_contents()
    {
        var offenders = Repository
            .Files("services", "Program.cs")
            .Where(path => Repository.Read(path).Split('\n').Length > 26);

        offenders.ShouldBeEmpty("wiring belongs into the service's …Service.cs");
    }

    [Fact]
    public void No_drawers_without_a_name()
    {
        string[] banned = ["Helpers", "Managers", "Common", "Utils", "Misc"];
        var offenders = Repository
            .Files(".", "*.cs")
            .Where(path => path.Split('/').Any(part => banned.Contains(part, StringComparer.Ordinal)));

        offenders.ShouldBeEmpty("a helper with one user lives with that user");
    }

    [GeneratedRegex("<ProjectReference Include=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ProjectReference();

    [GeneratedRegex(
        @"\b(IBus|IBusControl|IPublishEndpoint|ISendEndpointProvider)\b",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Publisher();

    [GeneratedRegex(@"\b(DynamicParameters|CommandDefinition)\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex DirectDapper();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}_\d{2}_[a-z0-9_]+\.sql$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex MigrationName();
}
