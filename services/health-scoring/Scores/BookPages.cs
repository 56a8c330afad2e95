using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// Reads accounts of a range with all that their scores need and scores them. The tables are copied out in the order of
/// ids and walked side by side, which costs a fraction of joining them there and reading rows here.
/// </summary>
internal sealed class BookPages(DateOnly asOf, WindowKernel kernel, ActiveScorecards active)
{
    private readonly CopiedRows _accounts = new();
    private readonly CopiedRows _windows = new();
    private readonly CopiedRows _seats = new();
    private readonly CopiedRows _scores = new();
    private readonly List<(byte[] Segment, ScorecardInUse Card, QuickScorecard Quick)> _cards = [];
    private Account[] _page = [];

    /// <summary>The accounts after one, up to another, in order; as many as there are, at most
    /// <paramref name="most"/>.</summary>
    public async Task<BookScore[]> ReadAsync(
        NpgsqlConnection connection,
        Guid after,
        Guid last,
        int most,
        CancellationToken ct
    )
    {
        var day = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await _accounts.ReadAsync(
            connection,
            $"select account_id, segment, coalesce(customer_since, paid_since) from account where account_id > "
                + $"'{after}' and account_id <= '{last}' order by account_id limit {most}",
            ct
        );
        var count = ReadAccounts(most);
        if (count == 0)
            return [];
        var range = $"account_id between '{_page[0].Id}' and '{_page[count - 1].Id}'";
        await _windows.ReadAsync(
            connection,
            $"select account_id, first_day, last_day, body from usage_window where {range} and through_day <= "
                + $"'{day}' order by account_id",
            ct
        );
        await _seats.ReadAsync(
            connection,
            $"select account_id, seats from paid_seats where {range} and superseded_at is null and from_day <= "
                + $"'{day}' order by account_id, from_day",
            ct
        );
        await _scores.ReadAsync(
            connection,
            $"select account_id, score, scorecard_id from score where {range} order by account_id",
            ct
        );
        var later = await LaterDays.ReadAsync(connection, TakeWindows(count), asOf, ct);
        var facts = await AccountInputs.FactsAsync(connection, _page[0].Id, _page[count - 1].Id, asOf, ct);

        var scores = new BookScore[count];
        for (var i = 0; i < count; i++)
            scores[i] = Score(_page[i], later, facts);
        return scores;
    }

    private int ReadAccounts(int most)
    {
        if (_page.Length < most)
            _page = new Account[most];
        var count = 0;
        for (; !_accounts.IsAtEnd; _accounts.Next())
            _page[count++] = new(_accounts.Key, _accounts.KeyAsGuid, CardOf(_accounts.Bytes()), _accounts.Date());
        return count;
    }

    /// <summary>Answers what the days after the windows are asked for: from which day on for whom.</summary>
    private List<LaterDays.DaysAfter> TakeWindows(int count)
    {
        var wanted = new List<LaterDays.DaysAfter>();
        for (var i = 0; i < count; i++)
        {
            ref var account = ref _page[i];
            if (!_windows.MoveTo(account.Key))
            {
                wanted.Add(new(account.Id, null));
                continue;
            }
            (account.FirstUse, account.LastUse, account.Window) = (_windows.Date(), _windows.Date(), _windows.Place());
            var through = new WindowView(_windows.At(account.Window)).Through;
            if (through < asOf.DayNumber)
                wanted.Add(new(account.Id, DateOnly.FromDayNumber(through)));
        }
        return wanted;
    }

    private BookScore Score(in Account account, LaterDays later, IReadOnlyDictionary<Guid, AccountFacts> facts)
    {
        var days = later.Of(account.Id);
        var known = new QuickFacts(
            account.FirstUse ?? days?.FirstEver,
            days?.LastEver ?? account.LastUse,
            account.Since,
            SeatsOf(account.Key)
        );
        Span<double> values = stackalloc double[MeasureCatalogue.Count];
        QuickMeasures.Fill(
            values,
            asOf,
            kernel,
            SumsOf(account, days),
            known,
            facts.Count == 0 ? null : facts.GetValueOrDefault(account.Id)
        );
        var (_, card, quick) = _cards[account.Card];
        var score = quick.Score(values);
        return new(account.Id, score, quick.BandOf(score), HasMoved(account.Key, card, score));
    }

    private UsageSums SumsOf(in Account account, LaterDays.Found? days)
    {
        if (account.Window.Length == 0)
            return days is null ? default : kernel.Sum(PackedWindow.Of(asOf, days.Days).View);
        var window = new WindowView(_windows.At(account.Window));
        return kernel.Sum(days is null ? window : PackedWindow.With(window, asOf, days.Days).View);
    }

    private int? SeatsOf(UInt128 account)
    {
        int? seats = null;
        for (var more = _seats.MoveTo(account); more; more = _seats.Key == account)
        {
            seats = _seats.Int();
            _seats.Next();
        }
        return seats;
    }

    private bool HasMoved(UInt128 account, ScorecardInUse card, double score)
    {
        if (!_scores.MoveTo(account))
            return true;
        var (before, scoredBy) = (_scores.Numeric(), _scores.Uuid());
        return scoredBy != card.Id || !(before is { } stored ? Math.Abs(stored - score) < 0.005 : double.IsNaN(score));
    }

    /// <summary>Segments are few: the name is looked for as it lies there.</summary>
    private int CardOf(ReadOnlySpan<byte> segment)
    {
        for (var i = 0; i < _cards.Count; i++)
            if (segment.SequenceEqual(_cards[i].Segment))
                return i;
        var card = active.For(segment.IsEmpty ? null : Encoding.UTF8.GetString(segment));
        _cards.Add((segment.ToArray(), card, new QuickScorecard(card.Rules)));
        return _cards.Count - 1;
    }

    [StructLayout(LayoutKind.Auto)]
    private record struct Account(UInt128 Key, Guid Id, int Card, DateOnly? Since)
    {
        public (int At, int Length) Window { get; set; }
        public DateOnly? FirstUse { get; set; }
        public DateOnly? LastUse { get; set; }
    }
}
