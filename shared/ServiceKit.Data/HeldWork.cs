namespace Platform.ServiceKit.Data;

/// <summary>A unit of work that the running call holds, and the one around it.</summary>
internal sealed class HeldWork(HeldWork? outer)
{
    private volatile bool _isOpen = true;

    /// <summary>How many connections the call holds, this one included.</summary>
    public int Depth { get; } = (outer?.Depth ?? 0) + 1;

    public void Close() => _isOpen = false;

    /// <summary>The innermost of them that is still open.</summary>
    public static HeldWork? Innermost(HeldWork? held)
    {
        while (held is { _isOpen: false })
            held = held.Outer;
        return held;
    }

    private HeldWork? Outer { get; } = outer;
}
