namespace Platform.Simulator.Randomness;

/// <summary>UUIDs of version 7 (RFC 9562) whose random part comes from a <see cref="Prng"/>, so that they repeat with
/// the seed.</summary>
public static class SimulatedId
{
    public static Guid At(DateTimeOffset instant, Prng random)
    {
        var milliseconds = instant.ToUnixTimeMilliseconds();
        var first = random.NextBits();
        var second = random.NextBits();
        return new Guid(
            (uint)(milliseconds >> 16),
            (ushort)milliseconds,
            (ushort)(0x7000 | (first & 0x0FFF)),
            (byte)(0x80 | ((first >> 12) & 0x3F)),
            (byte)(first >> 20),
            (byte)second,
            (byte)(second >> 8),
            (byte)(second >> 16),
            (byte)(second >> 24),
            (byte)(second >> 32),
            (byte)(second >> 40)
        );
    }
}
