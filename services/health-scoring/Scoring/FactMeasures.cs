namespace Platform.HealthScoring.Scoring;

/// <summary>Measures from <see cref="AccountFacts"/>, as of a day; nothing dated after that day is looked at.</summary>
public static class FactMeasures
{
    private const int NpsDays = 180;
    private const int CsatDays = 90;
    private const int TrendDays = 28;

    public static void AddTo(MeasureValues values, AccountFacts facts, DateOnly asOf)
    {
        Tickets(values, facts.Tickets, asOf);
        Answers(values, facts.Answers, asOf);
        Invoices(values, facts.Invoices, asOf);
        Loops(values, facts.Loops, asOf);
        values[Measure.ChampionGone] = Gone(facts.Roles, ContactRole.Champion, asOf);
        values[Measure.SponsorGone] = Gone(facts.Roles, ContactRole.ExecutiveSponsor, asOf);
        Readings(values, facts.Readings, asOf);
    }

    /// <summary>Seats paid for on the day; null where no subscription was ever heard of.</summary>
    public static int? PaidSeats(AccountFacts facts, DateOnly asOf)
    {
        int? seats = null;
        foreach (var fact in facts.Seats)
            if (fact.From <= asOf)
                seats = (seats ?? 0) + (fact.Until is { } until && until <= asOf ? 0 : fact.Seats);
        return seats;
    }

    private static void Tickets(MeasureValues values, IReadOnlyList<TicketFact> tickets, DateOnly asOf)
    {
        int heard = 0,
            open = 0,
            urgent = 0,
            wait = 0,
            recent = 0,
            before = 0;
        foreach (var ticket in tickets)
        {
            var age = asOf.DayNumber - ticket.OpenedOn.DayNumber;
            if (age < 0)
                continue;
            heard++;
            if (age < TrendDays)
                recent++;
            else if (age < 2 * TrendDays)
                before++;
            if (ticket.ResolvedOn is { } resolved && resolved <= asOf)
                continue;
            open++;
            if (ticket.Urgent)
                urgent++;
            wait = Math.Max(wait, age);
        }
        if (heard == 0)
            return;
        values[Measure.TicketsOpen] = open;
        values[Measure.TicketsUrgent] = urgent;
        values[Measure.TicketWaitDays] = wait;
        values[Measure.TicketTrend] = recent - before;
    }

    private static void Answers(MeasureValues values, IReadOnlyList<AnswerFact> answers, DateOnly asOf)
    {
        var latest = answers
            .Where(a => a.Kind == SurveyKind.Nps && Within(a.On, NpsDays, asOf))
            .GroupBy(a => a.Respondent, StringComparer.Ordinal)
            .Select(g => g.MaxBy(a => (a.On, a.Score))!.Score)
            .ToList();
        if (latest.Count > 0)
            values[Measure.Nps] = 100m * (latest.Count(s => s >= 9) - latest.Count(s => s <= 6)) / latest.Count;

        var csat = answers.Where(a => a.Kind == SurveyKind.Csat && Within(a.On, CsatDays, asOf)).ToList();
        if (csat.Count > 0)
            values[Measure.Csat] = 100m * csat.Count(a => a.Score >= 4) / csat.Count;
    }

    private static void Invoices(MeasureValues values, IReadOnlyList<InvoiceFact> invoices, DateOnly asOf)
    {
        int overdue = 0,
            days = 0;
        var heard = false;
        foreach (var invoice in invoices)
        {
            if (invoice.DueOn >= asOf)
                continue;
            heard = true;
            if (invoice.PaidOn is { } paid && paid <= asOf)
                continue;
            overdue++;
            days = Math.Max(days, asOf.DayNumber - invoice.DueOn.DayNumber);
        }
        if (!heard)
            return;
        values[Measure.InvoicesOverdue] = overdue;
        values[Measure.InvoiceOverdueDays] = days;
    }

    private static void Loops(MeasureValues values, IReadOnlyList<LoopFact> loops, DateOnly asOf)
    {
        var heard = loops.Where(l => l.DueFrom <= asOf).ToList();
        if (heard.Count > 0)
            values[Measure.LoopsOverdue] = heard.Count(l => l.ClosedOn is null || l.ClosedOn > asOf);
    }

    /// <summary>0 while a contact holds the role, 1 once none does any more, missing when none ever did.</summary>
    private static decimal? Gone(IReadOnlyList<RoleFact> roles, ContactRole role, DateOnly asOf)
    {
        decimal? gone = null;
        foreach (var fact in roles)
        {
            if (fact.Role != role || fact.From > asOf)
                continue;
            if (fact.Until is null || fact.Until > asOf)
                return 0;
            gone = 1;
        }
        return gone;
    }

    private static void Readings(MeasureValues values, IReadOnlyList<ReadingFact> readings, DateOnly asOf)
    {
        foreach (var readingsOfOne in readings.Where(r => r.From <= asOf).GroupBy(r => r.Measure))
        {
            var latest = readingsOfOne.MaxBy(r => (r.From, r.Value))!;
            if (latest.Until is { } until && until <= asOf)
                continue;
            // Reviews are reported as the day they were held (its day number): the measure is the days since.
            values[latest.Measure] =
                latest.Measure == Measure.DaysSinceReview ? asOf.DayNumber - latest.Value : latest.Value;
        }
    }

    private static bool Within(DateOnly on, int days, DateOnly asOf) =>
        on <= asOf && asOf.DayNumber - on.DayNumber < days;
}
