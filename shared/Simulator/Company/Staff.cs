using System.Globalization;

namespace Platform.Simulator.Company;

/// <summary>One of our own people.</summary>
/// <param name="Id">The user id, as tokens and owners name them: <c>mira.halvorsen</c>.</param>
/// <param name="Name">As customers read it.</param>
public sealed record StaffMember(string Id, string Name);

/// <summary>
/// The made-up people of our side. Their ids are readable, because they appear wherever a customer looks.
/// </summary>
public static class Staff
{
    private static readonly string[] Given =
    [
        "Mira",
        "Tomas",
        "Leonie",
        "Samir",
        "Ingrid",
        "Pablo",
        "Yuki",
        "Nora",
        "Emeka",
        "Klara",
        "Rafael",
        "Anouk",
        "Milan",
        "Freya",
        "Kofi",
        "Selma",
        "Darius",
        "Hedda",
        "Joana",
        "Aron",
        "Livia",
        "Oskar",
        "Tamara",
        "Bruno",
    ];

    private static readonly string[] Family =
    [
        "Halvorsen",
        "Berger",
        "Marchetti",
        "Okonjo",
        "Lindgren",
        "Ferreira",
        "Aldana",
        "Vesper",
        "Castell",
        "Novik",
        "Thornbury",
        "Quist",
        "Rosander",
        "Wexford",
        "Abara",
        "Delorme",
        "Falk",
    ];

    /// <summary>The customer success manager of a number from 1 on.</summary>
    public static StaffMember CustomerSuccessManager(int number) => Person(number - 1);

    public static IReadOnlyList<StaffMember> AccountExecutives { get; } =
    [Named("Jasper Holm"), Named("Bianca Torvald"), Named("Femi Larkin")];

    public static IReadOnlyList<StaffMember> OnboardingManagers { get; } =
    [Named("Petra Sollis"), Named("Idris Calloway")];

    public static IReadOnlyList<StaffMember> Managers { get; } = [Named("Helena Marsh"), Named("Viktor Ansel")];

    public static IReadOnlyList<StaffMember> Executives { get; } =
    [Named("Carmen Ellery"), Named("Stellan Rowe"), Named("Ottilie Crane")];

    /// <summary>Runs the programme: surveys, boards, templates.</summary>
    public static StaffMember Operations { get; } = Named("Rosa Imhoff");

    // Given and family names turn at different lengths that share no factor, so that 408 people pass before a name
    // returns.
    private static StaffMember Person(int place)
    {
        var name = $"{Given[place % Given.Length]} {Family[place % Family.Length]}";
        var round = place / (Given.Length * Family.Length);
        return Named(round == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {round + 1}"));
    }

    private static StaffMember Named(string name) => new(name.ToLowerInvariant().Replace(' ', '.'), name);
}
