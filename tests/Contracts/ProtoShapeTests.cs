using Google.Protobuf.Reflection;

namespace Platform.Contracts.Tests;

/// <summary>
/// Every message, field number and RPC, pinned in <c>Pinned/protos.txt</c>. Adding is fine (<c>PLATFORM_PIN=1</c>,
/// commit the file); a partner's compiled client breaks on anything else.
/// </summary>
public sealed class ProtoShapeTests
{
    [Fact]
    public void Pinned_protos_still_hold() =>
        Pinned.Compare(
            "protos.txt",
            [.. Files().SelectMany(Lines).Order(StringComparer.Ordinal)],
            lostMeans: "an RPC, message or field was removed, renumbered or retyped; partners' clients break. Add a "
                + "new one and keep the old"
        );

    [Fact]
    public void Packages_are_platform_service_version() =>
        Files()
            .Select(file => file.Package)
            .ShouldAllBe(package =>
                System.Text.RegularExpressions.Regex.IsMatch(package, "^platform\\.[a-z_]+\\.v[0-9]+$")
            );

    private static IEnumerable<FileDescriptor> Files() =>
        All().Where(file => file.Package.StartsWith("platform.", StringComparison.Ordinal));

    private static IEnumerable<FileDescriptor> All() =>
        from type in typeof(Platform.Protos.ProtosAssembly).Assembly.GetTypes()
        where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
        let descriptor = type.GetProperty("Descriptor")?.GetValue(null) as FileDescriptor
        where descriptor is not null
        select descriptor;

    private static IEnumerable<string> Lines(FileDescriptor file)
    {
        foreach (var service in file.Services)
        {
            foreach (var method in service.Methods)
                yield return $"rpc {service.FullName}/{method.Name}"
                    + $"({(method.IsClientStreaming ? "stream " : "")}{method.InputType.FullName})"
                    + $" returns ({(method.IsServerStreaming ? "stream " : "")}{method.OutputType.FullName})";
        }

        foreach (
            var value in file
                .EnumTypes.Concat(file.MessageTypes.SelectMany(message => message.EnumTypes))
                .SelectMany(type => type.Values)
        )
            yield return $"enum {value.FullName} = {value.Number}";

        foreach (var message in file.MessageTypes.SelectMany(Nested))
        {
            foreach (var field in message.Fields.InDeclarationOrder())
                yield return $"field {field.FullName} = {field.FieldNumber}: "
                    + $"{(field.IsRepeated ? "repeated " : "")}{Type(field)}";
        }
    }

    private static IEnumerable<MessageDescriptor> Nested(MessageDescriptor message) =>
        message.NestedTypes.SelectMany(Nested).Prepend(message);

    private static string Type(FieldDescriptor field) =>
        field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            var scalar => scalar.ToString(),
        };
}
