using System.Reflection;
using System.Text.Json;

namespace Platform.Contracts.Tests;

/// <summary>
/// The wire shape of each event, pinned in <c>Pinned/events.txt</c>. Adding a field or an event is fine: run the test
/// once with <c>PLATFORM_PIN=1</c> and commit the file. Removing, renaming or retyping a field breaks consumers that
/// run elsewhere: make a new event.
/// </summary>
public sealed class EventShapeTests
{
    [Fact]
    public void Every_event_is_in_the_catalogue()
    {
        var all = typeof(DomainEvent)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DomainEvent)) && !type.IsAbstract);

        all.Except(EventCatalogue.All).ShouldBeEmpty("add them to the list of their service's events");
    }

    [Fact]
    public void Names_are_unique_and_read_service_event_version()
    {
        var names = EventCatalogue.All.Select(EventCatalogue.NameOf).ToList();

        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Count);
        names.ShouldAllBe(name => System.Text.RegularExpressions.Regex.IsMatch(name, "^[a-z-]+\\.[a-z-]+\\.v[0-9]+$"));
    }

    [Fact]
    public void Pinned_shapes_still_hold()
    {
        var now = EventCatalogue.All.SelectMany(Lines).Order(StringComparer.Ordinal).ToList();

        Pinned.Compare(
            "events.txt",
            now,
            lostMeans: "an event's field was removed, renamed or retyped; consumers still read it. Make a new event "
                + "version instead"
        );
    }

    [Fact]
    public void An_event_survives_the_wire_and_unknown_fields_are_ignored()
    {
        foreach (var type in EventCatalogue.All)
        {
            var node = JsonSerializer.SerializeToNode(Sample(type), type, ContractJson.Options)!.AsObject();
            node["aFieldOfTomorrow"] = 1;

            var back = JsonSerializer.Deserialize(node, type, ContractJson.Options).ShouldNotBeNull(type.Name);
            JsonSerializer
                .SerializeToNode(back, type, ContractJson.Options)!
                .AsObject()
                .Count.ShouldBe(node.Count - 1, type.Name);
        }
    }

    private static object Sample(Type type)
    {
        var constructor = type.GetConstructors()
            .OrderByDescending(candidate => candidate.GetParameters().Length)
            .First();
        return constructor.Invoke([
            .. constructor
                .GetParameters()
                .Select(parameter =>
                    parameter.ParameterType == typeof(Money) ? new Money(1.50m, "EUR")
                    : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
                    : parameter.ParameterType == typeof(string) ? ""
                    : null
                ),
        ]);
    }

    private static IEnumerable<string> Lines(Type type) => Fields(type, EventCatalogue.NameOf(type));

    private static IEnumerable<string> Fields(Type type, string path) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where
            property.GetIndexParameters().Length == 0
            && !string.Equals(property.Name, "EqualityContract", StringComparison.Ordinal)
        let name = $"{path} {JsonNamingPolicy.CamelCase.ConvertName(property.Name)}"
        from line in Describe(property.PropertyType, name)
        select line;

    private static IEnumerable<string> Describe(Type type, string name)
    {
        var optional = Nullable.GetUnderlyingType(type) is { } underlying;
        if (optional)
            type = Nullable.GetUnderlyingType(type)!;
        if (
            type != typeof(string)
            && type.GetInterfaces()
                .Append(type)
                .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))
                is { } list
        )
            return Describe(list.GetGenericArguments()[0], name + "[]");
        if (
            type.Namespace?.StartsWith("Platform.", StringComparison.Ordinal) == true
            && !type.IsEnum
            && type != typeof(Money)
        )
            return Fields(type, name + " >");
        return [$"{name}: {type.Name}{(optional ? "?" : "")}"];
    }
}
