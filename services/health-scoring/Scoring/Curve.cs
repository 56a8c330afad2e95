using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Contracts;

namespace Platform.HealthScoring.Scoring;

public readonly record struct CurvePoint(decimal Raw, decimal Value);

/// <summary>
/// Maps a raw value to 0–100 along straight lines between points; beyond the ends the end values hold. Written as
/// <c>[[raw, value], …]</c> with the raw values ascending.
/// </summary>
[JsonConverter(typeof(CurveJson)), WrittenAs(typeof(decimal[][]))]
public sealed class Curve(IReadOnlyList<CurvePoint> points) : IEquatable<Curve>
{
    /// <summary>Decimals of a mapped value.</summary>
    public const int ValueDecimals = 4;

    private const decimal MostRaw = 1_000_000_000_000;

    public IReadOnlyList<CurvePoint> Points { get; } = points;

    public static Curve Through(params (decimal Raw, decimal Value)[] points) =>
        new([.. points.Select(p => new CurvePoint(p.Raw, p.Value))]);

    /// <summary>The value of <paramref name="raw"/>, 0–100, to four decimals.</summary>
    public decimal ValueOf(decimal raw)
    {
        if (raw <= Points[0].Raw)
            return Points[0].Value;
        for (var i = 1; i < Points.Count; i++)
        {
            if (raw > Points[i].Raw)
                continue;
            var (from, to) = (Points[i - 1], Points[i]);
            var value = from.Value + (to.Value - from.Value) * (raw - from.Raw) / (to.Raw - from.Raw);
            return MeasureValues.Canonical(value, ValueDecimals);
        }
        return Points[^1].Value;
    }

    /// <summary>The one or two points that decide the value of <paramref name="raw"/>, as [raw, value].</summary>
    public IReadOnlyList<decimal[]> Around(decimal raw)
    {
        if (raw <= Points[0].Raw)
            return
            [
                [Points[0].Raw, Points[0].Value],
            ];
        for (var i = 1; i < Points.Count; i++)
            if (raw <= Points[i].Raw)
                return
                [
                    [Points[i - 1].Raw, Points[i - 1].Value],
                    [Points[i].Raw, Points[i].Value],
                ];
        return
        [
            [Points[^1].Raw, Points[^1].Value],
        ];
    }

    /// <summary>What is wrong with the points, or null.</summary>
    public string? Problem()
    {
        if (Points.Count < 2)
            return "a curve needs at least two points [raw, value]";
        for (var i = 0; i < Points.Count; i++)
        {
            if (Points[i].Value is < 0 or > 100)
                return $"value {Points[i].Value} of point {i + 1} is outside 0–100";
            if (Math.Abs(Points[i].Raw) > MostRaw)
                return $"raw {Points[i].Raw} of point {i + 1} is beyond ±{MostRaw}";
            if (i > 0 && Points[i].Raw <= Points[i - 1].Raw)
                return $"raw {Points[i].Raw} of point {i + 1} does not exceed the point before it";
        }
        return null;
    }

    public bool Equals(Curve? other) => other is not null && Points.SequenceEqual(other.Points);

    public override bool Equals(object? obj) => Equals(obj as Curve);

    public override int GetHashCode() => Points.Count == 0 ? 0 : HashCode.Combine(Points.Count, Points[0], Points[^1]);
}

internal sealed class CurveJson : JsonConverter<Curve>
{
    public override Curve Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var pairs = JsonSerializer.Deserialize<decimal[][]>(ref reader, options)
            ?? throw new JsonException("A curve is a list of [raw, value].");
        if (Array.Exists(pairs, p => p is not { Length: 2 }))
            throw new JsonException("Each point of a curve is [raw, value].");
        return new Curve([.. pairs.Select(p => new CurvePoint(p[0], p[1]))]);
    }

    public override void Write(Utf8JsonWriter writer, Curve value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Points.Select(p => new[] { p.Raw, p.Value }), options);
}
