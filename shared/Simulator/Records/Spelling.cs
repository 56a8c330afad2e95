using System.Text.Json;

namespace Platform.Simulator.Records;

/// <summary>The simulator's enums as the platform spells them: <c>mid_market</c>, <c>slow_decline</c>.</summary>
public static class Spelling
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
