using System.Collections.Frozen;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Protection;

/// <summary>
/// Sheds load before it collapses: so many calls at once in all (<c>Protection:MaxCalls</c>) and half of that for any
/// one service, so that one that hangs does not take the others' room. Streams do not count, they have their own bound.
/// </summary>
public sealed class Admission(IConfiguration configuration)
{
    private readonly int _max = configuration.GetValue("Protection:MaxCalls", 4_000);
    private readonly FrozenDictionary<string, Room> _rooms = ServiceNames
        .Upstream.Append(ServiceNames.Self)
        .ToFrozenDictionary(name => name, _ => new Room(), StringComparer.Ordinal);
    private readonly Room _all = new();

    public bool TryEnter(PublicRoute route)
    {
        if (route.Timeout is null)
            return true;
        if (_all.Enter() > _max)
        {
            _all.Leave();
            return false;
        }

        var room = _rooms[route.Service];
        if (room.Enter() <= _max / 2)
            return true;

        room.Leave();
        _all.Leave();
        return false;
    }

    public void Leave(PublicRoute route)
    {
        if (route.Timeout is null)
            return;
        _rooms[route.Service].Leave();
        _all.Leave();
    }

    private sealed class Room
    {
        private int _inside;

        public int Enter() => Interlocked.Increment(ref _inside);

        public void Leave() => Interlocked.Decrement(ref _inside);
    }
}
