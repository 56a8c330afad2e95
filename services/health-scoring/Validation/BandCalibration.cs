namespace Platform.HealthScoring.Validation;

/// <param name="Losses">Share of the accounts in this band that were lost.</param>
public sealed record BandCalibration(string Band, Share Losses);
