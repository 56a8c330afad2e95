namespace Platform.Engagement.ContactBudget;

/// <summary>
/// Decides one touch after the other from what is known of a set of people and accounts. Pure: the caller has locked
/// their rows, and writes down what became of each touch.
/// </summary>
internal sealed class TouchPlanner
{
    private readonly IReadOnlyList<BudgetWindow> _personWindows;
    private readonly BudgetWindow _accountWindow;
    private readonly QuietHours _quiet;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<Guid, List<Touch>> _ofPerson;
    private readonly Dictionary<Guid, List<Touch>> _ofAccount;

    /// <param name="options">The policy.</param>
    /// <param name="touches">All touches that count for the people and accounts concerned.</param>
    /// <param name="now">Reservations up to then may be on their way and are not taken away.</param>
    public TouchPlanner(ContactBudgetOptions options, IEnumerable<Touch> touches, DateTimeOffset now)
    {
        _now = now;
        _personWindows = options.PersonWindows();
        _accountWindow = options.AccountWindow();
        _quiet = options.QuietHours();
        var counting = touches.Where(touch => touch.Counts).DistinctBy(touch => touch.Id).ToList();
        _ofPerson = counting.GroupBy(touch => touch.RecipientId).ToDictionary(group => group.Key, Sorted);
        _ofAccount = counting
            .Where(touch => touch.AccountId is not null)
            .GroupBy(touch => touch.AccountId!.Value)
            .ToDictionary(group => group.Key, Sorted);
    }

    /// <summary>Reserves or refuses the touch, and names those that lost their place to it.</summary>
    /// <param name="touch">The touch; its state, instant and reason are set.</param>
    /// <param name="wanted">The earliest instant.</param>
    /// <param name="barred">Why this person gets no such touch at all, one of <see cref="RefusalReason"/>.</param>
    /// <param name="zones">Where the person may be.</param>
    public IReadOnlyList<Touch> Decide(
        Touch touch,
        DateTimeOffset wanted,
        string? barred,
        IReadOnlyList<TimeZoneInfo> zones
    )
    {
        Remove(touch);
        if (touch.IsExempt)
        {
            Reserve(touch, wanted);
            return [];
        }
        if (barred is not null)
        {
            Refuse(touch, wanted, barred, null);
            return [];
        }
        if (_quiet.Opening(wanted, zones) is not { } target)
        {
            Refuse(touch, wanted, RefusalReason.NeverOpen, null);
            return [];
        }
        if (BudgetCalculator.Fits(target, UsesOf(touch)))
        {
            Reserve(touch, target);
            return [];
        }

        var losers = Displace(touch, target);
        if (losers.Count > 0)
        {
            Reserve(touch, target);
            return losers;
        }
        var reason = BudgetCalculator.Fits(target, UsesOfPerson(touch.RecipientId))
            ? RefusalReason.AccountFull
            : RefusalReason.PersonFull;
        Refuse(touch, target, reason, FirstFree(touch, target, zones));
        return [];
    }

    /// <summary>The first instant from another on at which a touch of this person would be reserved.</summary>
    public DateTimeOffset? FirstFree(Touch touch, DateTimeOffset from, IReadOnlyList<TimeZoneInfo> zones) =>
        BudgetCalculator.FirstFree(from, UsesOf(touch), at => _quiet.Opening(at, zones));

    /// <summary>Takes places from reservations of lower rank that have not begun, the lowest first, until the touch
    /// fits; those that need not have gone get theirs back.</summary>
    private List<Touch> Displace(Touch touch, DateTimeOffset target)
    {
        var yielding = ListOf(_ofPerson, touch.RecipientId)
            .Concat(touch.AccountId is { } account ? ListOf(_ofAccount, account) : [])
            .Where(other => other is { State: TouchState.Reserved, IsDisplaceable: true, IsExempt: false })
            // Those whose moment has come may be on their way.
            .Where(other => other.At > _now && other.Rank < touch.Rank)
            .Distinct()
            .OrderBy(other => other.Rank)
            .ThenByDescending(other => other.Id)
            .ToList();
        var taken = new List<Touch>();
        foreach (var other in yielding)
        {
            if (BudgetCalculator.Fits(target, UsesOf(touch)))
                break;
            Remove(other);
            taken.Add(other);
        }
        if (!BudgetCalculator.Fits(target, UsesOf(touch)))
        {
            taken.ForEach(Add);
            return [];
        }
        foreach (var other in Enumerable.Reverse(taken).ToList())
        {
            Add(other);
            if (BudgetCalculator.Fits(target, UsesOf(touch)))
                taken.Remove(other);
            else
                Remove(other);
        }
        foreach (var loser in taken)
            Refuse(loser, loser.At, RefusalReason.Displaced, null);
        return taken;
    }

    private void Reserve(Touch touch, DateTimeOffset at)
    {
        (touch.State, touch.At, touch.RefusedBecause, touch.NextFreeAt) = (TouchState.Reserved, at, null, null);
        Add(touch);
    }

    private static void Refuse(Touch touch, DateTimeOffset at, string reason, DateTimeOffset? next) =>
        (touch.State, touch.At, touch.RefusedBecause, touch.NextFreeAt) = (TouchState.Refused, at, reason, next);

    private List<BudgetUse> UsesOf(Touch touch)
    {
        var uses = UsesOfPerson(touch.RecipientId);
        if (touch.AccountId is { } account)
            uses.Add(new BudgetUse(_accountWindow, [.. ListOf(_ofAccount, account).Select(other => other.At)]));
        return uses;
    }

    private List<BudgetUse> UsesOfPerson(Guid person)
    {
        var moments = ListOf(_ofPerson, person).Select(other => other.At).ToList();
        return [.. _personWindows.Select(window => new BudgetUse(window, moments))];
    }

    private void Add(Touch touch)
    {
        Insert(_ofPerson, touch.RecipientId, touch);
        if (touch.AccountId is { } account)
            Insert(_ofAccount, account, touch);
    }

    private void Remove(Touch touch)
    {
        ListOf(_ofPerson, touch.RecipientId).RemoveAll(other => other.Id == touch.Id);
        if (touch.AccountId is { } account)
            ListOf(_ofAccount, account).RemoveAll(other => other.Id == touch.Id);
    }

    private static void Insert(Dictionary<Guid, List<Touch>> lists, Guid key, Touch touch)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        var index = list.FindIndex(other => other.At > touch.At);
        list.Insert(index < 0 ? list.Count : index, touch);
    }

    private static List<Touch> ListOf(Dictionary<Guid, List<Touch>> lists, Guid key) =>
        lists.TryGetValue(key, out var list) ? list : [];

    private static List<Touch> Sorted(IEnumerable<Touch> touches) => [.. touches.OrderBy(touch => touch.At)];
}
