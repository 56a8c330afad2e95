namespace Platform.Files.Mapping;

/// <summary>A field that a row may leave out: what is not given stays as it is, what is given blank is
/// cleared.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(GivenConverter))]
public readonly record struct Optional<T>(bool IsGiven, T Value)
{
    public T Or(T existing) => IsGiven ? Value : existing;

    public static implicit operator Optional<T>(T value) => new(true, value);
}
