using System.Text;

namespace Grpc.Core;

/// <summary>One fact about the peer.</summary>
public class AuthProperty
{
    private readonly byte[] _value;

    private AuthProperty(string name, byte[] value)
    {
        Name = name;
        _value = value;
    }

    public string Name { get; }

    /// <summary>The value read as UTF-8.</summary>
    public string Value => Encoding.UTF8.GetString(_value);

    /// <summary>A copy of the value.</summary>
    public byte[] ValueBytes => (byte[])_value.Clone();

    public static AuthProperty Create(string name, byte[] valueBytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(valueBytes);
        return new AuthProperty(name, (byte[])valueBytes.Clone());
    }
}
