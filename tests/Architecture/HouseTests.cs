using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>How the product's code is laid out: an operation's or a type's name leads to its file.</summary>
public sealed partial class HouseTests
{
    private const int WidestLine = 120;

    private static readonly string[] Product = ["AppHost", "gateway", "services", "shared"];

    [Fact]
    public void No_line_is_wider_than_120_columns()
    {
        var offenders =
            from file in Repository.Files(".", "*.cs")
            from line in Repository.Read(file).Split('\n').Index()
            where line.Item.TrimEnd('\r').Length > WidestLine
            select $"{file}:{line.Index + 1}";

        offenders.ShouldBeEmpty("break it; the formatter (dotnet csharpier format .) leaves texts and comments to you");
    }

    [Fact]
    public void Every_operation_stands_in_a_file_of_its_name()
    {
        var offenders =
            from file in Repository.Files("services", "*.cs").Concat(Repository.Files("gateway", "*.cs"))
            let routes = Route().Count(Repository.Read(file))
            let name = Path.GetFileNameWithoutExtension(file)
            let names = OperationName().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value)
            where routes > 1 || (routes == 1 && names.Any(operation => operation != name))
            select $"{file}: {routes} operations: {string.Join(", ", names)}";

        offenders.ShouldBeEmpty("one route, one static class, one file, all of the operation's name");
    }

    [Fact]
    public void Every_type_stands_in_a_file_of_its_name()
    {
        var offenders =
            from file in Product.SelectMany(folder => Repository.Files(folder, "*.cs"))
            let stem = Path.GetFileName(file).Split('.')[0]
            from type in SourceTypes.TopLevel(Repository.Read(file))
            where type != stem && !type.StartsWith(stem, StringComparison.Ordinal) && stem is not "Program"
            select $"{file}: {type}";

        offenders.ShouldBeEmpty("give the type a file, or the name of the operation it belongs to as its beginning");
    }

    [Fact]
    public void Feature_folders_form_no_cycle()
    {
        var offenders = Repository
            .Files(".", "*.csproj")
            .Where(project => Product.Contains(project.Split('/')[0], StringComparer.Ordinal))
            .SelectMany(project => FolderCycles.Of(Path.GetDirectoryName(project)!));

        offenders.ShouldBeEmpty("move what both need to the folder below");
    }

    [Fact]
    public void Only_the_messaging_library_names_MassTransit()
    {
        var offenders =
            from file in Product.SelectMany(folder => Repository.Files(folder, "*.cs"))
            where
                !file.StartsWith("shared/ServiceKit.Messaging/", StringComparison.Ordinal)
                && !file.StartsWith("shared/Contracts/", StringComparison.Ordinal)
            where MassTransit().IsMatch(Repository.Read(file))
            select file;

        offenders.ShouldBeEmpty("implement IEventHandler<TEvent> and register it with AddMessaging");
    }

    [Fact]
    public void Settings_are_read_by_validated_options()
    {
        var offenders =
            from file in Repository.Files("services", "*.cs").Concat(Repository.Files("gateway", "*.cs"))
            where RawConfiguration().IsMatch(Repository.Read(file))
            select file;

        offenders.ShouldBeEmpty("bind an options class, ValidateDataAnnotations().ValidateOnStart()");
    }

    [GeneratedRegex(@"\.Map(Get|Post|Put|Patch|Delete|Methods)\(", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Route();

    [GeneratedRegex("""\.WithName\((nameof\()?"?(?<name>\w+)"?\)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex OperationName();

    [GeneratedRegex(@"^using MassTransit|\bMassTransit\.", RegexOptions.Multiline, 1_000)]
    private static partial Regex MassTransit();

    [GeneratedRegex(@"\bIConfiguration\b|onfiguration\.GetValue|onfiguration\[""", RegexOptions.None, 1_000)]
    private static partial Regex RawConfiguration();
}
