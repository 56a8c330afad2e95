using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Engagement;
using Platform.Engagement.Meetings;

namespace Platform.Engagement.Tests.Meetings;

/// <summary>Customers book meetings, at the page and the API.</summary>
public sealed partial class BookingTests(EngagementUnderTest engagement) : IClassFixture<EngagementUnderTest>
{
    private readonly HttpClient _ops = engagement.ClientFor("ops", "olga");
    private readonly HttpClient _guest = engagement.ClientFor("customer", "link:guest");

    private async Task<string> HostAsync(string zone = "Europe/Vienna", string[]? feeds = null)
    {
        var id = $"host-{Guid.NewGuid():N}";
        await _ops.PutAsync(
            $"/v1/meetings/hosts/{id}",
            new
            {
                name = "Carla",
                email = $"{id}@us.example",
                timeZone = zone,
                busyFeeds = feeds,
            }
        );
        return id;
    }

    private async Task<(string Path, Guid Account, Guid Link)> LinkAsync(params string[] people)
    {
        var account = await engagement.AccountAsync();
        var made = await _ops.PostAsync(
            "/v1/meetings/links",
            new
            {
                accountId = account,
                title = "Kickoff",
                purpose = "kickoff",
                people,
                minutes = 60,
                bufferMinutes = 30,
            }
        );
        return (made.Text("path"), account, made.Id());
    }

    private async Task<List<string>> SlotsAsync(string path) =>
        [
            .. Slot()
                .Matches(await (await _guest.GetAsync(path)).Content.ReadAsStringAsync())
                .Select(match => match.Groups["at"].Value),
        ];

    private Task<HttpResponseMessage> BookAsync(string path, string slot, string name = "Pat") =>
        _guest.PostAsync(
            path,
            new FormUrlEncodedContent([
                KeyValuePair.Create("startsAt", slot),
                KeyValuePair.Create("name", name),
                KeyValuePair.Create("email", "pat@customer.example"),
                KeyValuePair.Create("note", "The rollout"),
            ])
        );

    [Fact]
    public async Task Two_people_cannot_get_one_slot()
    {
        var host = await HostAsync();
        var pages = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => LinkAsync(host)));
        var slot = (await SlotsAsync(pages[0].Path))[0];

        // Also over different pages: it is the same person's time.
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => BookAsync(pages[i % 3].Path, slot, $"Guest {i}"))
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.SeeOther).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(11);
        (await _ops.ReadAsync($"/v1/meetings?person={host}")).List("items").ShouldHaveSingleItem();
        (await SlotsAsync(pages[1].Path)).ShouldNotContain(slot);
    }

    [Fact]
    public async Task A_team_slot_needs_all_of_them()
    {
        var (vienna, newYork) = (await HostAsync(), await HostAsync("America/New_York"));
        var (team, _, _) = await LinkAsync(vienna, newYork);
        var (single, _, _) = await LinkAsync(newYork);
        var slot = (await SlotsAsync(team))[0];
        (await SlotsAsync(single)).ShouldContain(slot);

        (await BookAsync(single, slot)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await SlotsAsync(team)).ShouldNotContain(slot);
        (await BookAsync(team, slot)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_meeting_is_booked_moved_and_cancelled_by_its_guest()
    {
        var host = await HostAsync();
        var (path, account, _) = await LinkAsync(host);
        var slots = await SlotsAsync(path);
        var booked = await BookAsync(path, slots[0]);
        var page = booked.Headers.Location!.ToString();
        page.ShouldStartWith("/booking/");
        page.ShouldNotBe(path);

        var invitation = await (await _guest.GetAsync($"{page}/invitation.ics")).Content.ReadAsStringAsync();
        Unfold(invitation).ShouldContain("METHOD:REQUEST");
        invitation.ShouldContain("BEGIN:VTIMEZONE");
        Unfold(invitation).ShouldContain("mailto:pat@customer.example");
        Line(invitation, "SEQUENCE").ShouldBe("SEQUENCE:0");
        Line(invitation, "DTSTART").ShouldStartWith("DTSTART;TZID=Europe/Vienna:");

        var far = slots[^1];
        var moved = await _guest.PostAsync(
            $"{page}/move",
            new FormUrlEncodedContent([KeyValuePair.Create("startsAt", far)])
        );
        moved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var again = await (await _guest.GetAsync($"{page}/invitation.ics")).Content.ReadAsStringAsync();
        (Line(again, "UID"), Line(again, "SEQUENCE")).ShouldBe((Line(invitation, "UID"), "SEQUENCE:1"));
        Line(again, "DTSTART").ShouldNotBe(Line(invitation, "DTSTART"));
        (await SlotsAsync(path)).ShouldContain(slots[0], "the old time is free again");

        (await _guest.PostAsync($"{page}/cancellation", null)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await _guest.GetStringAsync(page)).ShouldContain("This meeting is cancelled.");
        var off = await (await _guest.GetAsync($"{page}/invitation.ics")).Content.ReadAsStringAsync();
        Unfold(off).ShouldContain("METHOD:CANCEL");
        (Line(off, "SEQUENCE"), Line(off, "STATUS")).ShouldBe(("SEQUENCE:2", "STATUS:CANCELLED"));
        (await SlotsAsync(path)).ShouldContain(far);

        var meeting = await _ops.OnlyAsync($"/v1/meetings?accountId={account}");
        (meeting.Text("status"), meeting.Text("guestName"), meeting.Text("note"), meeting.Text("purpose")).ShouldBe(
            ("cancelled", "Pat", "The rollout", "kickoff")
        );
        var told = await engagement.ToldAsync<MeetingBooked>(account, 2);
        told.Select(one => one.Sequence).ShouldBe([0, 1]);
        (await engagement.ToldAsync<MeetingCancelled>(account, 1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_page_holds_what_is_typed_as_text_and_says_what_is_missing()
    {
        var (path, _, link) = await LinkAsync(await HostAsync());
        var slot = (await SlotsAsync(path))[0];

        var missing = await BookAsync(path, slot, name: "");
        missing.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await missing.Content.ReadAsStringAsync()).ShouldContain("Please write your name.");
        var page = (await BookAsync(path, slot, "<script>alert(1)</script>")).Headers.Location!.ToString();
        (await _guest.GetStringAsync(page)).ShouldNotContain("<script>");

        (await _ops.SendJsonAsync(HttpMethod.Delete, $"/v1/meetings/links/{link}")).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await _guest.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await BookAsync(path, slot)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _guest.GetAsync("/booking/nonsense")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _guest.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, "what was booked stays");
    }

    [Fact]
    public async Task A_subscribed_calendar_keeps_its_uids_and_tells_what_is_cancelled()
    {
        var host = await HostAsync();
        var (path, account, _) = await LinkAsync(host);
        var page = (await BookAsync(path, (await SlotsAsync(path))[0])).Headers.Location!.ToString();
        var plan = Guid.NewGuid();
        var plans = (PlansElsewhere)engagement.Services.GetRequiredService<IPlanDaysClient>();
        plans.Plans[plan] = (account, [new PlanDay("goal", "Half of the users weekly", engagement.Today.AddDays(9))]);
        var person = (await _ops.PostAsync("/v1/meetings/calendars", new { personId = host })).Text("path");
        var shared = (await _ops.PostAsync("/v1/meetings/calendars", new { planId = plan })).Text("path");

        var first = await _guest.GetAsync(person);
        var text = await first.Content.ReadAsStringAsync();
        first.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        text.ShouldContain("BEGIN:VTIMEZONE");
        Line(text, "STATUS").ShouldBe("STATUS:CONFIRMED");
        var ofPlan = await _guest.GetStringAsync(shared);
        ofPlan.ShouldContain("SUMMARY:Half of the users weekly");
        ofPlan.ShouldContain(Line(text, "UID"));

        var request = new HttpRequestMessage(HttpMethod.Get, person);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        (await _guest.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        await _guest.PostAsync($"{page}/cancellation", null);
        var changed = await _guest.GetAsync(person);
        changed.Headers.ETag.ShouldNotBe(first.Headers.ETag);
        var after = await changed.Content.ReadAsStringAsync();
        (Line(after, "UID"), Line(after, "STATUS")).ShouldBe((Line(text, "UID"), "STATUS:CANCELLED"));
        (await _guest.GetAsync("/cal/nonsense.ics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Busy_feeds_take_times_away_and_private_addresses_are_not_fetched()
    {
        var slot = (await SlotsAsync((await LinkAsync(await HostAsync())).Path))[2];
        var at = DateTimeOffset.Parse(slot, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        var (fetched, text) = (
            0,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
                + $"DTSTART:{at:yyyyMMdd'T'HHmmss'Z'}\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var calendar = builder.Build();
        calendar.Run(context =>
        {
            Interlocked.Increment(ref fetched);
            return context.Response.WriteAsync(text);
        });
        await calendar.StartAsync();
        var address = calendar
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        var host = await HostAsync(feeds: [$"{address}/secret-of-carla.ics"]);
        var (path, _, _) = await LinkAsync(host);

        await engagement.RunTimedTasksAsync();

        fetched.ShouldBe(0, "loopback is not public");
        var feed = (await _ops.ReadAsync($"/v1/meetings/hosts/{host}")).List("busyFeeds").ShouldHaveSingleItem();
        feed.Text("error").ShouldContain("not a public address");
        feed.ToString().ShouldNotContain("secret-of-carla");
        (await SlotsAsync(path)).ShouldContain(slot);

        // What a feed said takes the time away.
        await engagement.Database.ExecuteAsync(
            "insert into busy_time (feed_id, during) select id, tstzrange(@At, @At + interval '1 hour') "
                + "from busy_feed where person_id = @host",
            new { host, At = new DateTimeOffset(at, TimeSpan.Zero) }
        );
        (await SlotsAsync(path)).ShouldNotContain(slot);
        (await BookAsync(path, slot)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private static string Unfold(string calendar) => calendar.Replace("\r\n ", "", StringComparison.Ordinal);

    /// <summary>The property of the (only) event.</summary>
    private static string Line(string calendar, string name) =>
        Unfold(calendar)
            .Split("BEGIN:VEVENT")[1]
            .Split("\r\n")
            .Single(line =>
                line.StartsWith($"{name}:", StringComparison.Ordinal)
                || line.StartsWith($"{name};", StringComparison.Ordinal)
            );

    [GeneratedRegex("name=\"startsAt\" required value=\"(?<at>[^\"]+)\"", RegexOptions.None, 1_000)]
    private static partial Regex Slot();
}
