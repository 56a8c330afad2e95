using Platform.Contracts;

namespace Platform.Gateway.Portfolio;

/// <param name="ArrAtRisk">ARR times what a score of the band risks, in the reporting currency.</param>
public sealed record PortfolioBand(string Band, int Accounts, Money Arr, Money ArrAtRisk);
