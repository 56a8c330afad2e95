namespace Platform.Gateway.Forwarding;

/// <summary>The replicas of one service, and the choice among those in rotation.</summary>
public sealed class ReplicaSet(string service, IReadOnlyList<Replica> replicas)
{
    private uint _turn;

    public string Service { get; } = service;

    public IReadOnlyList<Replica> Replicas { get; } = replicas;

    public int InFlight => Replicas.Sum(replica => replica.InFlight);

    /// <summary>
    /// The one with fewest calls in flight, slow ones last, beginning at another place each time so that equals take turns;
    /// null where none is in rotation but <paramref name="except"/>.
    /// </summary>
    public Replica? Pick(Replica? except = null)
    {
        Replica? best = null;
        var start = Interlocked.Increment(ref _turn);
        for (var i = 0u; i < Replicas.Count; i++)
        {
            var replica = Replicas[(int)((start + i) % (uint)Replicas.Count)];
            if (!replica.InRotation || ReferenceEquals(replica, except)) continue;
            if (best is null || (replica.IsSlow, replica.InFlight).CompareTo((best.IsSlow, best.InFlight)) < 0) best = replica;
        }

        return best;
    }
}
